import type { DecisionRequest, WallMs } from '@cutaway/model';
import { DEFAULT_CONSENT, settleConsent, type ConsentOptions, type ConsentVerdict } from './consent/settle-consent.js';
import { createDaypart, type ZoneOptions } from './daypart.js';
import { factsOf } from './fact-sheet.js';
import type { Ask, CapIdentity } from './facts.js';
import { readGeo, type GeoHeaders, type Headers } from './geo-headers.js';
import { hash32 } from './hash.js';

export interface AskOptions extends Partial<ZoneOptions> {
  /** Only headers that the CDN sets itself, and takes away where a client sends them. Default: none. */
  readonly geoHeaders?: GeoHeaders;
  readonly consent?: Partial<ConsentOptions>;
}

/** What of an ask is not in its request. */
export interface AskCircumstances {
  readonly headers: Headers;
  /** Now. */
  readonly atMs: WallMs;
  readonly catalogueVersion: string;
}

/** Settles facts, consent, identity and seed of a request. Pure: the same request in the same circumstances is the same ask. */
export type ReadAsk = (request: DecisionRequest, circumstances: AskCircumstances) => Ask;

export function createReadAsk(options: AskOptions = {}): ReadAsk {
  const daypartAt = createDaypart({ timeZone: options.timeZone ?? 'UTC', zones: options.zones ?? {} });
  const consentOptions: ConsentOptions = { ...DEFAULT_CONSENT, ...options.consent };
  return (request, { headers, atMs, catalogueVersion }) => {
    const publisherId = request.publisher ?? 'default';
    const { geo, timeZone } = readGeo(options.geoHeaders ?? {}, headers, request.viewing?.geo);
    // What is fetched ahead is shown when its break begins: that may be another hour of the day.
    const showsAtMs = Math.max(atMs, request.hint?.expectedStartMs ?? atMs);
    const consent = settleConsent(request.consent, request.identity?.lmt, consentOptions);
    return {
      sessionId: request.sessionId,
      breakId: request.breakId,
      publisherId,
      atMs,
      showsAtMs,
      facts: factsOf({ request, publisherId, geo, daypart: daypartAt(showsAtMs, geo, timeZone), consent }),
      geo,
      identity: identityOf(request, consent),
      consentClass: consent.consentClass,
      consentReasons: consent.reasons,
      seed: hash32([request.sessionId, request.breakId, catalogueVersion].join('\0')),
    };
  };
}

const NOBODY: CapIdentity = { device: null, user: null, household: null };
/** Ids of all zeros are what devices give in place of one. */
const NO_ID = /^[0-]*$/;

/**
 * Who is counted. By `ifa_type` (OTT IFA guidelines): `ppid` is the publisher's name for a user, `sessionid` names nobody for longer than
 * a session, any other is a device's. The household links devices, so it needs what a profile needs.
 */
function identityOf({ identity, viewing }: DecisionRequest, consent: ConsentVerdict): CapIdentity {
  if (!consent.allowsIdentity) return NOBODY;
  const type = identity?.ifaType?.toLowerCase() ?? null;
  const ifa = identity === undefined || identity.ifa === null || NO_ID.test(identity.ifa) ? null : identity.ifa;
  return {
    device: type === 'ppid' || type === 'sessionid' ? null : ifa,
    user: type === 'ppid' ? ifa : null,
    household: consent.allowsProfile ? viewing?.household || null : null,
  };
}
