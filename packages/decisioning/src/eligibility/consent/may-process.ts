import type { TcString } from './read-tc-string.js';

/** As whom the service reads a TC string. */
export interface TcfVendor {
  /** On the Global Vendor List. null: the publisher runs the service itself, so purposes alone are looked at. */
  readonly vendorId: number | null;
  /** Purposes that the vendor declares legitimate interest for; consent for all others. */
  readonly legitimateInterestPurposes: readonly number[];
}

/** Legitimate interest is no basis for storage on the device, nor for profiles and what is chosen by them (TCF Policies since v2.2). */
const CONSENT_ONLY: ReadonlySet<number> = new Set([1, 3, 4, 5, 6]);

/**
 * Whether a purpose may be processed for: by consent of purpose and vendor, or by a legitimate interest in both that nobody objected
 * to, whichever the vendor declares and the publisher's restrictions leave. null: it may; otherwise why not.
 */
export function whyNotProcess(tc: TcString, purpose: number, vendor: TcfVendor): string | null {
  const { vendorId } = vendor;
  const named = `purpose ${purpose}`;
  if (vendorId !== null && tc.isDisclosed !== null && !tc.isDisclosed(vendorId)) {
    return `tcf: vendor ${vendorId} was not disclosed`;
  }
  const restriction = vendorId === null ? null : tc.restrictionOf(purpose, vendorId);
  if (restriction === 'not-allowed') return `tcf: the publisher does not allow ${named} to vendor ${vendorId}`;
  const mayClaim = vendor.legitimateInterestPurposes.includes(purpose) && !CONSENT_ONLY.has(purpose);
  if (restriction === 'require-legitimate-interest' && !mayClaim) {
    return `tcf: the publisher wants legitimate interest for ${named}`;
  }
  if (mayClaim && restriction !== 'require-consent') {
    if (!tc.hasPurposeLegitimateInterest(purpose)) return `tcf: no legitimate interest in ${named}`;
    if (vendorId !== null && !tc.hasVendorLegitimateInterest(vendorId)) {
      return `tcf: no legitimate interest of vendor ${vendorId}`;
    }
    return null;
  }
  if (!tc.hasPurposeConsent(purpose)) return `tcf: no consent to ${named}`;
  if (vendorId !== null && !tc.hasVendorConsent(vendorId)) return `tcf: no consent to vendor ${vendorId}`;
  return null;
}
