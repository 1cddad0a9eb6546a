import { PurposeRestriction, RestrictionType, TCString } from '@iabtechlabtcf/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTcString } from './a-consent-string.builder.js';
import { readTcString, type TcString } from './read-tc-string.js';

const anyVendors = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 });
const anyPurposes = fc.uniqueArray(fc.integer({ min: 1, max: 11 }));
const anyParts = fc.record({
  purposes: anyPurposes,
  interests: anyPurposes,
  vendors: anyVendors,
  vendorInterests: anyVendors,
  asRanges: fc.boolean(),
  disclosed: anyVendors,
  restrictions: fc.uniqueArray(
    fc.record({
      purpose: fc.integer({ min: 1, max: 11 }),
      type: fc.integer({ min: 0, max: 2 }),
      vendors: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
    }),
    { selector: ({ purpose }) => purpose, maxLength: 4 },
  ),
});

function read(text: string): TcString {
  const reading = readTcString(text);
  if (!reading.isRead) throw new Error(reading.reason);
  return reading.value;
}

const upTo = (most: number) => Array.from({ length: most }, (_none, at) => at + 1);
const TYPES = {
  [RestrictionType.NOT_ALLOWED]: 'not-allowed',
  [RestrictionType.REQUIRE_CONSENT]: 'require-consent',
  [RestrictionType.REQUIRE_LI]: 'require-legitimate-interest',
};

describe('readTcString (TCF v2 core string)', () => {
  it('reads what the reference library reads: purposes, vendors as flags and as ranges, restrictions, disclosed vendors', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const text = aTcString(parts);
        const theirs = TCString.decode(text);
        const ours = read(text);
        expect(ours.policyVersion).toBe(theirs.policyVersion);
        for (const purpose of upTo(24)) {
          expect(ours.hasPurposeConsent(purpose)).toBe(theirs.purposeConsents.has(purpose));
          expect(ours.hasPurposeLegitimateInterest(purpose)).toBe(theirs.purposeLegitimateInterests.has(purpose));
        }
        for (const vendor of upTo(64)) {
          expect(ours.hasVendorConsent(vendor)).toBe(theirs.vendorConsents.has(vendor));
          expect(ours.hasVendorLegitimateInterest(vendor)).toBe(theirs.vendorLegitimateInterests.has(vendor));
          expect(ours.isDisclosed?.(vendor)).toBe(theirs.vendorsDisclosed.has(vendor));
        }
        for (const { purpose, type, vendors } of parts.restrictions) {
          const restriction = new PurposeRestriction(purpose, type);
          expect(theirs.publisherRestrictions.getVendors(restriction)).toEqual([...vendors].sort((a, b) => a - b));
          for (const vendor of vendors) {
            expect(ours.restrictionOf(purpose, vendor)).toBe(TYPES[restriction.restrictionType]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes the stricter of two restrictions of one purpose', () => {
    const restrictions = [
      { purpose: 2, type: 1, vendors: [7] },
      { purpose: 2, type: 0, vendors: [7] },
    ];
    expect(read(aTcString({ restrictions })).restrictionOf(2, 7)).toBe('not-allowed');
  });

  it('knows no disclosed vendors where the segment is not there', () => {
    expect(read(aTcString()).isDisclosed).toBeNull();
  });

  it.each([
    ['', 'TC string cannot be read: it ends at bit 0'],
    ['BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA', 'TC string cannot be read: its version is 1, expected 2'],
    ['CO!', 'TC string cannot be read: it is no base64url'],
    [aTcString({ version: 3 }), 'TC string cannot be read: its version is 3, expected 2'],
    [aTcString({ vendors: [600] }).slice(0, 60), 'TC string cannot be read: it ends at bit 360'],
    [
      aTcString({ restrictions: [{ purpose: 2, type: 3, vendors: [1] }] }),
      'TC string cannot be read: it has a restriction of type 3',
    ],
  ])('says why it cannot read %j', (text, reason) => {
    expect(readTcString(text)).toEqual({ isRead: false, reason });
  });

  it('throws at no text, whole or cut or garbled', () => {
    const cut = fc.tuple(anyParts, fc.nat(400)).map(([parts, length]) => aTcString(parts).slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), cut, fc.base64String()), (text) => {
        expect(typeof readTcString(text).isRead).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });
});
