/** What the viewer agreed to, by the standards' own names. What is left out is not known. */
export interface Consent {
  /** False: requests carry no device id and no profile. The application decides it from the strings below; we read none of them. */
  readonly personalised: boolean;
  /** OpenRTB `regs.gdpr`: whether the GDPR applies. */
  readonly gdprApplies?: boolean;
  /** IAB TCF v2 consent string. */
  readonly tcString?: string;
  /** IAB Global Privacy Platform string, sections joined by `~`. */
  readonly gppString?: string;
  /** GPP sections that apply, OpenRTB `regs.gpp_sid`. */
  readonly gppSectionIds?: readonly number[];
  /** The programme is for children (OpenRTB `regs.coppa`): never personalised, whatever else is said. */
  readonly coppa?: boolean;
  /** IAB CCPA string, `1YNN`. */
  readonly usPrivacy?: string;
}
