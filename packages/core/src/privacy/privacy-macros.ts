import type { MacroContext } from '@cutaway/vast';
import { discloses, type Privacy } from './privacy.js';

/** VAST 4.3 §6.1: known, and not to be shared. */
export const NOT_SHARED = '-2';

/** The macros. `isSame` false: the URL is about ads that another id was told, so that it tells none. */
export function privacyMacros(privacy: Privacy, isSame: boolean): NonNullable<MacroContext['others']> {
  const { consent, identity } = discloses(privacy);
  const { gdprApplies, coppa, tcString, gppString, gppSectionIds, usPrivacy } = consent ?? {};
  // That it is not for children says nothing of other laws.
  const isRegulated = gdprApplies !== undefined || coppa;
  const regulations = [...(coppa ? ['coppa'] : []), ...(gdprApplies ? ['gdpr'] : [])];
  const lmt = privacy.identity && { LIMITADTRACKING: Number(privacy.identity.lmt) };
  const shown = isSame && identity?.ifa ? identity : null;
  return {
    ...lmt,
    ...(privacy.identity && { IFA: shown?.ifa ?? NOT_SHARED, IFATYPE: shown ? shown.ifaType : NOT_SHARED }),
    ...(isRegulated && { REGULATIONS: regulations }),
    // [REGULATIONS] does not say of one that it does not apply.
    ...(gdprApplies !== undefined && { GDPR: Number(gdprApplies) }),
    ...(tcString !== undefined && { GDPRCONSENT: tcString }),
    ...(usPrivacy !== undefined && { US_PRIVACY: usPrivacy }),
    ...(gppString !== undefined && { GPPSTRING: gppString }),
    ...(gppSectionIds && { GPPSECTIONID: gppSectionIds }),
  };
}
