import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHlsSignals } from './index.js';

const value = fc.oneof(
  fc.constantFrom(
    '"2026-11-22T10:00:30.000Z"',
    '30.0',
    '-1',
    'YES',
    '"',
    '""',
    '0xFC3016000000000000FFFFF005054000007BFF00000EF0A9C7',
  ),
  fc.base64String({ maxLength: 60 }).map((text) => `"/DA${text}"`),
  fc.string({ maxLength: 12 }),
);
const name = fc.constantFrom(
  'ID',
  'START-DATE',
  'END-DATE',
  'DURATION',
  'PLANNED-DURATION',
  'SCTE35-OUT',
  'SCTE35-IN',
  'SCTE35-CMD',
  'X-A',
  '',
);
const attribute = fc.tuple(name, value).map(([key, text]) => `${key}=${text}`);
const line = fc.oneof(
  fc.array(attribute, { maxLength: 6 }).map((list) => `#EXT-X-DATERANGE:ID="a",${list.join(',')}`),
  fc.constantFrom(
    '#EXTINF:2.0,',
    '#EXTINF:',
    '1.m4s',
    '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00Z',
    '#EXT-X-PROGRAM-DATE-TIME:',
  ),
  fc.string(),
);

describe('readHlsSignals, on any text', () => {
  it('never throws, gives numbers only, and gives the same for the same', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = ['#EXTM3U', ...lines].join('\n');
        const { signals } = readHlsSignals(text);
        for (const signal of signals) {
          expect(signal.key).not.toBe('');
          if (signal.type === 'break-start')
            expect([signal.startsAt, signal.plannedMs ?? 0].every(isFinite)).toBe(true);
          if (signal.type === 'break-end') expect(isFinite(signal.endsAt)).toBe(true);
        }
        expect(readHlsSignals(text).signals).toEqual(signals);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws on what is no playlist', () => {
    fc.assert(fc.property(fc.string(), (text) => void readHlsSignals(text)));
  });
});
