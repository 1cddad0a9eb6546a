import type { Consent, Geo } from '@cutaway/model';
import type { Ask } from '../../eligibility/facts.js';
import type { RtbApp, RtbContent, RtbDevice, RtbGeo, RtbRegs, RtbUser } from '../openrtb/bid-request.js';
import { plainAddress } from '../../beacons/plain-address.js';
import type { NoticeDevice } from '../../events/event-record.js';
import type { PodQuestion } from '../pod-question.js';
import { countryCode } from './country-code.js';

/** AdCOM device types. */
const DEVICE_TYPES: Readonly<Record<string, number>> = {
  ...{ desktop: 2, tv: 3, phone: 4, tablet: 5 },
  ...{ 'connected-device': 6, 'set-top-box': 7 },
};

/** App and content, as the player names them: facts have no capitals, which a store's id needs. */
export function appOf({ publisherId }: Ask, { viewing: { app = {}, content: said = {} } }: PodQuestion): RtbApp {
  const { network, channel, live } = said;
  const content: RtbContent = {
    ...word('id', said.id),
    ...word('title', said.title),
    ...word('series', said.series),
    ...word('season', said.season),
    ...word('contentrating', said.rating),
    ...word('language', languageOf(said.language)),
    ...word('genre', said.genres?.join(',')),
    ...some('network', network ? { name: network } : undefined),
    ...some('channel', channel ? { name: channel } : undefined),
    ...some('livestream', live === undefined ? undefined : live ? 1 : 0),
  };
  return {
    ...word('name', app.name),
    ...word('bundle', app.bundle),
    ...word('domain', app.domain),
    ...word('storeurl', app.storeUrl),
    publisher: { id: publisherId },
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}

/** The device. Only a personalised request has its advertising id and its whole address. */
export function deviceOf({ identity, consentClass, geo = {} }: Ask, { device, viewing }: PodQuestion): RtbDevice {
  const isPersonal = consentClass === 'personalised';
  const { type, make, model, os, osVersion, language } = viewing.device ?? {};
  return {
    ...some('ua', device.userAgent ?? undefined),
    ...addressOf(device.ip, isPersonal),
    ...some('devicetype', type === undefined ? undefined : DEVICE_TYPES[type]),
    ...word('make', make),
    ...word('model', model),
    ...word('os', os),
    ...word('osv', osVersion),
    ...word('language', languageOf(language)),
    lmt: isPersonal ? 0 : 1,
    ...some('ifa', (isPersonal ? identity.device : null) ?? undefined),
    geo: geoOf(geo, consentClass),
  };
}

/** The device as bidders were told of it, for calls that are made for its sake. */
export function noticeDevice(ask: Ask, question: Pick<PodQuestion, 'device'>): NoticeDevice {
  const { ip, ipv6 } = addressOf(question.device.ip, ask.consentClass === 'personalised');
  return { ip: ip ?? ipv6 ?? null, userAgent: question.device.userAgent };
}

/** The user and the segments; null where nothing may be said. */
export function userOf({ identity, consentClass }: Ask, { consent, viewing }: PodQuestion): RtbUser | null {
  const isPersonal = consentClass === 'personalised';
  const segments = isPersonal ? (viewing.segments ?? []) : [];
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
function geoOf({ country: said, region, metro, city, zip }: Geo, consentClass: Ask['consentClass']): RtbGeo {
  const country = word('country', said && countryCode(said));
  if (consentClass === 'child') return country;
  const wide = { ...country, ...word('region', region?.toUpperCase()), ...word('metro', metro) };
  if (consentClass === 'contextual') return wide;
  return { ...wide, ...word('city', city), ...word('zip', zip) };
}

/** `language` is of two letters (ISO 639-1): of `en-GB` the first part. */
const languageOf = (tag: string | undefined): string | undefined => tag?.split('-', 1)[0]?.toLowerCase();

/** Without consent the last octet of an IPv4 address goes, and all but the first 48 bits of an IPv6 one. */
function addressOf(told: string | null, isPersonal: boolean): Pick<RtbDevice, 'ip' | 'ipv6'> {
  const ip = plainAddress(told ?? '');
  if (ip === '') return {};
  if (/^\d+(\.\d+){3}$/.test(ip)) return { ip: isPersonal ? ip : ip.replace(/\d+$/, '0') };
  if (isPersonal) return { ipv6: ip };
  const [ahead = ''] = ip.split('::'); // of the zeros that are left out: fewer than three are all of the first 48 bits
  return { ipv6: `${ahead.split(':').slice(0, 3).join(':')}::` };
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

function word<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return some(key, value === '' ? undefined : value);
}

function some<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}
