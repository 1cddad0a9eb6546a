import { BitCursor, readingOf, UnreadableError, type Reading } from './bit-cursor.js';

/** What a publisher allows a vendor for a purpose at most (TCF v2 "PublisherRestrictions", RestrictionType). */
export type Restriction = 'not-allowed' | 'require-consent' | 'require-legitimate-interest';

/** What is read of a TC string v2 (IAB "Consent string and vendor list formats v2", core string and disclosed vendors). */
export interface TcString {
  readonly policyVersion: number;
  /** Purposes from 1 to 24. */
  readonly hasPurposeConsent: (purpose: number) => boolean;
  readonly hasPurposeLegitimateInterest: (purpose: number) => boolean;
  readonly hasVendorConsent: (vendor: number) => boolean;
  readonly hasVendorLegitimateInterest: (vendor: number) => boolean;
  /** The purposes of a vendor that the publisher restricts. The first of two for one purpose that forbids more wins. */
  readonly restrictionOf: (purpose: number, vendor: number) => Restriction | null;
  /** null: the string has no such segment, so that all of its vendors count as disclosed. */
  readonly isDisclosed: ((vendor: number) => boolean) | null;
}

type Ranges = readonly (readonly [first: number, last: number])[];

const RESTRICTIONS: readonly Restriction[] = ['not-allowed', 'require-consent', 'require-legitimate-interest'];
const DISCLOSED_VENDORS = 1;

/** Never throws. */
export const readTcString = (text: string): Reading<TcString> => readingOf('TC string', () => parse(text));

function parse(text: string): TcString {
  const [core = '', ...segments] = text.split('.');
  const bits = new BitCursor(core);
  const version = bits.read(6);
  if (version !== 2) throw new UnreadableError(`its version is ${version}, expected 2`);
  // Created, LastUpdated, CmpId, CmpVersion, ConsentScreen, ConsentLanguage, VendorListVersion.
  bits.skip(36 + 36 + 12 + 12 + 6 + 12 + 12);
  const policyVersion = bits.read(6);
  // IsServiceSpecific, UseNonStandardTexts, SpecialFeatureOptIns.
  bits.skip(1 + 1 + 12);
  const purposeConsents = bits.read(24);
  const purposeInterests = bits.read(24);
  // PurposeOneTreatment: where purpose 1 was not asked for, it is not consented to. PublisherCC.
  bits.skip(1 + 12);
  const hasVendorConsent = readVendors(bits);
  const hasVendorLegitimateInterest = readVendors(bits);
  const restrictionOf = readRestrictions(bits);
  const disclosed = segments.map((segment) => new BitCursor(segment)).find((one) => one.read(3) === DISCLOSED_VENDORS);
  return {
    policyVersion,
    hasPurposeConsent: (purpose) => ((purposeConsents >> (24 - purpose)) & 1) === 1,
    hasPurposeLegitimateInterest: (purpose) => ((purposeInterests >> (24 - purpose)) & 1) === 1,
    hasVendorConsent,
    hasVendorLegitimateInterest,
    restrictionOf,
    isDisclosed: disclosed === undefined ? null : readVendors(disclosed),
  };
}

/** MaxVendorId, IsRangeEncoding, then a bit for each vendor or ranges of them. */
function readVendors(bits: BitCursor): (vendor: number) => boolean {
  const maxVendorId = bits.read(16);
  if (bits.readFlag()) {
    const ranges = readRanges(bits);
    return (vendor) => isWithin(ranges, vendor);
  }
  const isSet = bits.readFlags(maxVendorId);
  return (vendor) => isSet(vendor - 1);
}

/** NumEntries, then for each IsARange, StartOrOnlyVendorId and, of a range, EndVendorId. */
function readRanges(bits: BitCursor): Ranges {
  const ranges: (readonly [number, number])[] = [];
  for (let left = bits.read(12); left > 0; left -= 1) {
    const isRange = bits.readFlag();
    const first = bits.read(16);
    const last = isRange ? bits.read(16) : first;
    if (first < 1 || last < first) throw new UnreadableError(`it has vendors from ${first} to ${last}`);
    ranges.push([first, last]);
  }
  return ranges;
}

function readRestrictions(bits: BitCursor): TcString['restrictionOf'] {
  const all: { readonly purpose: number; readonly restriction: Restriction; readonly vendors: Ranges }[] = [];
  for (let left = bits.read(12); left > 0; left -= 1) {
    const purpose = bits.read(6);
    const type = bits.read(2);
    const restriction = RESTRICTIONS[type];
    if (restriction === undefined) throw new UnreadableError(`it has a restriction of type ${type}`);
    all.push({ purpose, restriction, vendors: readRanges(bits) });
  }
  all.sort((one, other) => RESTRICTIONS.indexOf(one.restriction) - RESTRICTIONS.indexOf(other.restriction));
  return (purpose, vendor) =>
    all.find((one) => one.purpose === purpose && isWithin(one.vendors, vendor))?.restriction ?? null;
}

const isWithin = (ranges: Ranges, vendor: number): boolean =>
  ranges.some(([first, last]) => first <= vendor && vendor <= last);
