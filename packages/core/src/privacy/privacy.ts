import type { Consent, DecisionRequest, Identity } from '@cutaway/model';
import type { MacroContext } from '@cutaway/vast';

/** What is known of the viewer's choices and of the device's id. */
export interface Privacy {
  /** `unasked`: the application says nothing of consent. `missing`: it was to say, and cannot. */
  readonly consent:
    { readonly is: 'unasked' | 'awaited' | 'missing' } | { readonly is: 'known'; readonly told: Consent };
  /** null: nobody told. */
  readonly identity: Identity | null;
}

/** What one request may say. */
interface Disclosure {
  readonly consent: Consent | null;
  readonly identity: Identity | null;
}

/** Not known in time is not agreed to. */
const NOT_AGREED: Consent = { personalised: false };
/** VAST 4.3 §6.1: known, and not to be shared. */
export const NOT_SHARED = '-2';

/** What may be said now. */
export function discloses({ consent, identity }: Privacy): Disclosure {
  if (consent.is === 'unasked') return { consent: null, identity };
  const told = consent.is === 'known' ? consent.told : NOT_AGREED;
  return { consent: told, identity: told.personalised && told.coppa !== true ? identity : null };
}

/** True for a URL that may not be told the id: Samsung's TIFA goes over https alone. */
export function isBarred(privacy: Privacy, url: string): boolean {
  const { identity } = discloses(privacy);
  return /^http:/i.test(url) && identity?.ifaType === 'tifa' && identity.ifa !== null;
}

/** The part of a decision request to this URL. */
export function privacyFields(privacy: Privacy, url: string): Pick<DecisionRequest, 'consent' | 'identity'> {
  const { consent, identity: known } = discloses(privacy);
  const identity = isBarred(privacy, url) ? null : known;
  return { ...(consent && { consent }), ...(identity && { identity }) };
}

/** The macros. `isSame` false: the URL is about ads that another id was told, so that it tells none. */
export function privacyMacros(privacy: Privacy, isSame: boolean): NonNullable<MacroContext['others']> {
  const { consent, identity } = discloses(privacy);
  const { gdprApplies, coppa, tcString, gppString, gppSectionIds } = consent ?? {};
  const isRegulated = gdprApplies !== undefined || coppa !== undefined;
  const regulations = [...(coppa ? ['coppa'] : []), ...(gdprApplies ? ['gdpr'] : [])];
  const lmt = privacy.identity && { LIMITADTRACKING: Number(privacy.identity.lmt) };
  const shown = isSame && identity?.ifa ? identity : null;
  return {
    ...lmt,
    ...(privacy.identity && { IFA: shown?.ifa ?? NOT_SHARED, IFATYPE: shown ? shown.ifaType : NOT_SHARED }),
    ...(isRegulated && { REGULATIONS: regulations }),
    ...(tcString !== undefined && { GDPRCONSENT: tcString }),
    ...(gppString !== undefined && { GPPSTRING: gppString }),
    ...(gppSectionIds && { GPPSECTIONID: gppSectionIds }),
  };
}
