import type { Consent } from '@cutaway/model';
import type { Ask, Facts } from '../../eligibility/facts.js';
import type { RtbApp, RtbContent, RtbDevice, RtbGeo, RtbRegs, RtbUser } from '../openrtb/bid-request.js';
import type { NoticeDevice } from '../../events/event-record.js';
import type { PodQuestion } from '../pod-question.js';

/** AdCOM device types. */
const DEVICE_TYPES: Readonly<Record<string, number>> = {
  ...{ desktop: 2, tv: 3, phone: 4, tablet: 5 },
  ...{ 'connected-device': 6, 'set-top-box': 7 },
};

/** App and content, as the facts name them. */
export function appOf({ facts, publisherId }: Ask): RtbApp {
  const network = first(facts, 'content.network');
  const channel = first(facts, 'content.channel');
  const live = first(facts, 'content.live');
  const content: RtbContent = {
    ...word(facts, 'content.id', 'id'),
    ...word(facts, 'content.title', 'title'),
    ...word(facts, 'content.series', 'series'),
    ...word(facts, 'content.season', 'season'),
    ...word(facts, 'content.rating', 'contentrating'),
    ...word(facts, 'content.language', 'language'),
    ...some('genre', facts.get('content.genre')?.join(',')),
    ...some('network', network === undefined ? undefined : { name: network }),
    ...some('channel', channel === undefined ? undefined : { name: channel }),
    ...some('livestream', live === undefined ? undefined : live === 'true' || live === '1' ? 1 : 0),
  };
  return {
    ...word(facts, 'app.name', 'name'),
    ...word(facts, 'app.bundle', 'bundle'),
    ...word(facts, 'app.domain', 'domain'),
    ...word(facts, 'app.storeUrl', 'storeurl'),
    publisher: { id: publisherId },
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}

/** The device. Only a personalised request has its advertising id and its whole address. */
export function deviceOf({ facts, identity, consentClass }: Ask, { device }: PodQuestion): RtbDevice {
  const isPersonal = consentClass === 'personalised';
  const type = first(facts, 'device.type');
  return {
    ...some('ua', device.userAgent ?? undefined),
    ...addressOf(device.ip, isPersonal),
    ...some('devicetype', type === undefined ? undefined : DEVICE_TYPES[type]),
    ...word(facts, 'device.make', 'make'),
    ...word(facts, 'device.model', 'model'),
    ...word(facts, 'device.os', 'os'),
    ...word(facts, 'device.osVersion', 'osv'),
    ...word(facts, 'device.language', 'language'),
    lmt: isPersonal ? 0 : 1,
    ...some('ifa', (isPersonal ? identity.device : null) ?? undefined),
    geo: geoOf(facts, consentClass),
  };
}

/** The device as bidders were told of it, for calls that are made for its sake. */
export function noticeDevice(ask: Ask, question: Pick<PodQuestion, 'device'>): NoticeDevice {
  const { ip, ipv6 } = addressOf(question.device.ip, ask.consentClass === 'personalised');
  return { ip: ip ?? ipv6 ?? null, userAgent: question.device.userAgent };
}

/** The user and the segments; null where nothing may be said. */
export function userOf({ facts, identity, consentClass }: Ask, consent: Consent | null): RtbUser | null {
  const isPersonal = consentClass === 'personalised';
  const segments = isPersonal ? (facts.get('segment') ?? []) : [];
  const user: RtbUser = {
    ...some('id', (isPersonal ? identity.user : null) ?? undefined),
    ...some('consent', consent?.tcString),
    ...(segments.length === 0 ? {} : { data: byProvider(segments) }),
  };
  return Object.keys(user).length === 0 ? null : user;
}

/** What the law asks for is told whatever consent says. */
export function regsOf({ consentClass }: Ask, consent: Consent | null): RtbRegs {
  const { gdprApplies, usPrivacy, gppString, gppSectionIds, coppa = false } = consent ?? {};
  return {
    coppa: coppa || consentClass === 'child' ? 1 : 0,
    ...some('gdpr', gdprApplies === undefined ? undefined : gdprApplies ? 1 : 0),
    ...some('us_privacy', usPrivacy),
    ...some('gpp', gppString),
    ...some('gpp_sid', gppSectionIds),
  };
}

/** A child is in a country, and nowhere nearer (COPPA: no geolocation down to street or town). */
function geoOf(facts: Facts, consentClass: Ask['consentClass']): RtbGeo {
  const country = word(facts, 'geo.country', 'country');
  if (consentClass === 'child') return country;
  const wide = { ...country, ...word(facts, 'geo.region', 'region'), ...word(facts, 'geo.metro', 'metro') };
  if (consentClass === 'contextual') return wide;
  return { ...wide, ...word(facts, 'geo.city', 'city'), ...word(facts, 'geo.zip', 'zip') };
}

/** A server that listens on IPv6 hears IPv4 viewers so (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** Without consent the last octet of an IPv4 address goes, and all but the first 48 bits of an IPv6 one. */
function addressOf(told: string | null, isPersonal: boolean): Pick<RtbDevice, 'ip' | 'ipv6'> {
  const ip = told?.replace(MAPPED, '') ?? '';
  if (ip === '') return {};
  if (/^\d+(\.\d+){3}$/.test(ip)) return { ip: isPersonal ? ip : ip.replace(/\d+$/, '0') };
  if (isPersonal) return { ipv6: ip };
  const [whole = ''] = ip.split('::');
  const head = whole.split(':');
  return { ipv6: head.length >= 3 ? `${head.slice(0, 3).join(':')}::` : '::' };
}

/** Segments are `provider:segment`. */
function byProvider(segments: readonly string[]): NonNullable<RtbUser['data']> {
  const groups = new Map<string, { id: string }[]>();
  for (const segment of segments) {
    const at = segment.indexOf(':');
    const name = at < 0 ? '' : segment.slice(0, at);
    groups.set(name, [...(groups.get(name) ?? []), { id: segment.slice(at + 1) }]);
  }
  return [...groups].map(([name, segment]) => ({ name, segment }));
}

function first(facts: Facts, dimension: string): string | undefined {
  return facts.get(dimension)?.[0];
}

function word<Key extends string>(facts: Facts, dimension: string, key: Key): { readonly [K in Key]?: string } {
  return some(key, first(facts, dimension));
}

function some<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}
