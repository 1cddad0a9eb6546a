import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillMacros } from './fill-macros.js';
import { MACRO_PHASES } from './macro-names.js';

const NAMES = [...MACRO_PHASES.keys()];
const name = fc.constantFrom(...NAMES);
const piece = fc.oneof(
  name.map((each) => `[${each}]`),
  name.map((each) => `%5B${each}%5D`),
  fc.stringMatching(/^[a-z=&?/.]*$/),
);
const value = fc.oneof(fc.stringMatching(/^[^[\]]*$/), fc.integer(), fc.array(fc.stringMatching(/^[a-z/, ]*$/)));

describe('fillMacros, whatever is supplied', () => {
  it('lets no known macro leave', () => {
    const others = fc.dictionary(name, value);
    fc.assert(
      fc.property(fc.array(piece), others, fc.maxSafeInteger(), (pieces, supplied, seed) => {
        const url = fillMacros(pieces.join('&'), { nowMs: 0, cacheBusting: seed, others: supplied });
        for (const each of NAMES) {
          expect(url).not.toContain(`[${each}]`);
          expect(url).not.toContain(`%5B${each}%5D`);
        }
      }),
    );
  });
  it('is always eight digits of cache busting', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (cacheBusting) => {
        expect(fillMacros('[CACHEBUSTING]', { nowMs: 0, cacheBusting })).toMatch(/^\d{8}$/);
      }),
    );
  });
});
