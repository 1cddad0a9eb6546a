import type { Ad, Companion } from '@cutaway/model';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { meetsCompanions } from './meets-companions.js';

const companion = (width: number, height: number, adSlotId: string | null = null): Companion => ({
  ...{ id: '', width, height, adSlotId, renderingMode: 'default', resources: [], clickThrough: null },
  ...{ altText: null, adParameters: null, apiFramework: null, pixelRatio: 1 },
});
const ad = (required: Ad['companionsRequired'], ...companions: Companion[]): Ad => ({
  ...anAd('one'),
  companions,
  ...(required && { companionsRequired: required }),
});
const banner = companion(300, 250);
const side = companion(600, 800, 'side');

describe('meetsCompanions (VAST 4.3 §3.15.1)', () => {
  it.each([
    ['nothing where nothing is required', ad(undefined, banner), [], true],
    ['none where the document says so', ad('none', banner), [], true],
    ['all, and there is no place', ad('all', banner), [], false],
    ['all, and each has its place', ad('all', banner, side), [{ width: 600, height: 800 }], true],
    ['all, and one is too large', ad('all', banner, side), [{ width: 300, height: 250 }], false],
    ['any, and one fits', ad('any', banner, side), [{ width: 300, height: 250 }], true],
    ['any, and the only place is meant for another', ad('any', side), [{ id: 'top', width: 900, height: 900 }], false],
    ['any, and the place has its name', ad('any', side), [{ id: 'side', width: 600, height: 800 }], true],
  ] as const)('asks for %s', (_, one, slots, meets) => {
    expect(meetsCompanions(one, slots)).toBe(meets);
  });
});
