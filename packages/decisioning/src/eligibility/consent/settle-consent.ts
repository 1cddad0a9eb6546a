import type { Consent } from '@cutaway/model';
import type { Ask } from '../facts.js';
import { whyNotProcess, type TcfVendor } from './may-process.js';
import { readGppString } from './read-gpp-string.js';
import { readTcString } from './read-tc-string.js';
import { readUsPrivacy } from './read-us-privacy.js';
import { readUsSection } from './read-us-section.js';

/** What may be used of who watches. */
export interface ConsentVerdict {
  readonly consentClass: Ask['consentClass'];
  /** The device's or user's own id, to count how often it saw an ad (TCF purposes 1 and 2). */
  readonly allowsIdentity: boolean;
  /** Audience segments and the household: a profile, and devices linked to one (TCF purposes 1, 2 and 4). */
  readonly allowsProfile: boolean;
  /** Each thing that takes something away, as `tcf: no consent to purpose 1`. Empty: nothing does. */
  readonly reasons: readonly string[];
}

export interface ConsentOptions extends TcfVendor {
  /** What an asker may use that sends no consent at all. `personalised` is for publishers where no law asks for it. */
  readonly withoutConsent: 'contextual' | 'personalised';
}

export const DEFAULT_CONSENT: ConsentOptions = {
  vendorId: null,
  legitimateInterestPurposes: [],
  withoutConsent: 'contextual',
};

/** What a rule takes away, and why. */
interface Objection {
  readonly takes: 'profile' | 'identity' | 'child';
  readonly reason: string;
}

/** TCF v2 purposes: 1 store and read on the device, 2 select ads by limited data, how often included, 4 select ads by a profile. */
const STORAGE = 1;
const BASIC_ADS = 2;
const PROFILED_ADS = 4;
const TCF_EU = 2;
const USP_V1 = 6;

/**
 * Settles all that was said of consent to one verdict: each rule can only take away, so where two disagree the stricter holds, and
 * what cannot be read counts as no consent. Never throws.
 */
export function settleConsent(
  consent: Consent | undefined,
  lmt: boolean | undefined,
  options: ConsentOptions = DEFAULT_CONSENT,
): ConsentVerdict {
  const objections = [...objectionsOf(consent, options)];
  // OTT IFA guidelines: with `lmt` the id serves neither targeting nor counting. Who sends no identity has none to limit.
  if (lmt === true) objections.push({ takes: 'identity', reason: 'lmt: the viewer limits ad tracking' });
  const takesAny = (...kinds: readonly Objection['takes'][]) => objections.some(({ takes }) => kinds.includes(takes));
  const allowsIdentity = !takesAny('identity', 'child');
  const allowsProfile = allowsIdentity && !takesAny('profile');
  return {
    consentClass: takesAny('child') ? 'child' : allowsProfile ? 'personalised' : 'contextual',
    allowsIdentity,
    allowsProfile,
    reasons: [...new Set(objections.map(({ reason }) => reason))],
  };
}

function* objectionsOf(consent: Consent | undefined, options: ConsentOptions): Generator<Objection, void> {
  if (consent === undefined) {
    if (options.withoutConsent === 'contextual') yield noConsent('none: the request says nothing of consent');
    return;
  }
  if (consent.coppa === true) yield { takes: 'child', reason: 'coppa: the programme is for children' };
  if (!consent.personalised) yield noConsent('app: the application asks for no personal ads');
  yield* ofTcf(consent, options);
  if (consent.usPrivacy !== undefined) yield* ofUsPrivacy(consent.usPrivacy);
  if (consent.gppString !== undefined) yield* ofGpp(consent.gppString, consent.gppSectionIds, options);
  else if (appliesAny(consent.gppSectionIds)) yield noConsent('gpp: sections apply, and there is no GPP string');
}

const noConsent = (reason: string): Objection => ({ takes: 'identity', reason });

/** OpenRTB `regs.gpp_sid`: -1 is none, 0 is not settled yet. */
const appliesAny = (ids: readonly number[] | undefined): boolean => ids?.some((id) => id >= 0) ?? false;

function* ofTcf({ gdprApplies, tcString }: Consent, options: ConsentOptions): Generator<Objection, void> {
  if (gdprApplies === false) return;
  if (tcString !== undefined) yield* ofTcString(tcString, options);
  else if (gdprApplies === true) yield noConsent('tcf: the GDPR applies, and there is no TC string');
}

function* ofTcString(text: string, vendor: TcfVendor): Generator<Objection, void> {
  const tc = readTcString(text);
  if (!tc.isRead) {
    yield noConsent(`tcf: ${tc.reason}`);
    return;
  }
  for (const purpose of [STORAGE, BASIC_ADS]) {
    const reason = whyNotProcess(tc.value, purpose, vendor);
    if (reason !== null) yield noConsent(reason);
  }
  const reason = whyNotProcess(tc.value, PROFILED_ADS, vendor);
  if (reason !== null) yield { takes: 'profile', reason };
}

function* ofUsPrivacy(text: string): Generator<Objection, void> {
  const usp = readUsPrivacy(text);
  if (!usp.isRead) {
    yield noConsent(`usp: ${usp.reason}`);
    return;
  }
  if (usp.value.optOutOfSale === 'Y') yield noConsent('usp: the viewer opted out of sale');
  else if (usp.value.notice === 'N') yield noConsent('usp: the viewer had no notice');
}

function* ofGpp(
  text: string,
  applicable: readonly number[] | undefined,
  options: ConsentOptions,
): Generator<Objection, void> {
  const gpp = readGppString(text);
  if (!gpp.isRead) {
    yield noConsent(`gpp: ${gpp.reason}`);
    return;
  }
  // Not said, or not settled: all that the string has.
  const isUnsettled = applicable === undefined || applicable.length === 0 || applicable.includes(0);
  const ids = isUnsettled ? [...gpp.value.keys()] : applicable.filter((id) => id > 0);
  for (const id of ids) {
    const section = gpp.value.get(id);
    if (section === undefined) yield noConsent(`gpp: section ${id} applies, and the string does not have it`);
    else if (id === TCF_EU) yield* ofTcString(section, options);
    else if (id === USP_V1) yield* ofUsPrivacy(section);
    else yield* ofUsSection(id, section);
  }
}

function* ofUsSection(id: number, text: string): Generator<Objection, void> {
  const read = readUsSection(id, text);
  if (!read.isRead) {
    yield noConsent(`gpp: ${read.reason}`);
    return;
  }
  const { name, isKnownChild, isOptedOut, hasGpc, lacksNotice } = read.value;
  if (isKnownChild) yield { takes: 'child', reason: `${name}: the viewer is a known child` };
  if (isOptedOut) yield noConsent(`${name}: the viewer opted out of sale, sharing or targeting`);
  if (hasGpc) yield noConsent(`${name}: Global Privacy Control is on`);
  if (lacksNotice) yield noConsent(`${name}: the viewer had no notice of an opt-out`);
}
