import { GppModel } from '@iabgpp/cmpapi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bits, toBase64url } from './a-consent-string.builder.js';
import { readGppString } from './read-gpp-string.js';
import { US_SECTIONS } from './us-sections.js';

/** Sections of the reference library by their ids. */
const NAMES = new Map([
  [2, 'tcfeuv2'],
  [6, 'uspv1'],
  ...[...US_SECTIONS].map(([id, [layout]]): [number, string] => [id, layout?.name ?? '']),
]);
/** What makes the library create a section. */
const FIRST_FIELD = new Map([
  [2, ['CmpId', 10]],
  [6, ['Notice', 'Y']],
] as const);

function aGppString(ids: readonly number[]): string {
  const model = new GppModel();
  for (const id of ids) {
    const [field, value] = FIRST_FIELD.get(id as 2 | 6) ?? ['SaleOptOut', 2];
    model.setFieldValue(NAMES.get(id) ?? '', field, value);
  }
  return model.encode();
}

describe('readGppString (GPP header)', () => {
  it('finds the sections that the reference library wrote', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...NAMES.keys()), { minLength: 1 }), (ids) => {
        const text = aGppString(ids);
        const reading = readGppString(text);
        expect(reading.isRead && [...reading.value.keys()].sort((a, b) => a - b)).toEqual(
          [...ids].sort((a, b) => a - b),
        );
        expect(reading.isRead && [...reading.value.values()]).toEqual(text.split('~').slice(1));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['DBABLA', 'GPP string cannot be read: its header names 1 sections, and 0 are there'],
    ['DBABLA~a~b', 'GPP string cannot be read: its header names 1 sections, and 2 are there'],
    ['CPXx', 'GPP string cannot be read: its type is 2, expected 3'],
    ['DCABLA~a', 'GPP string cannot be read: its version is 2, expected 1'],
    [
      // One range that begins at 1 and is 89 long.
      toBase64url(bits(3, 6) + bits(1, 6) + bits(1, 12) + '1' + '11' + '00000000011'),
      'GPP string cannot be read: it has more than 64 sections',
    ],
    [
      toBase64url(bits(3, 6) + bits(1, 6) + bits(1, 12) + '0'.repeat(60)),
      'GPP string cannot be read: a Fibonacci coded number does not end',
    ],
  ])('says why it cannot read %j', (text, reason) => {
    expect(readGppString(text)).toEqual({ isRead: false, reason });
  });

  it('throws at no text', () => {
    const garbled = fc.base64String().map((text) => `DBA${text}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), garbled), (text) => {
        expect(typeof readGppString(text).isRead).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });
});
