import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ad } from '@cutaway/model';
import { startResolve } from '../resolve/resolve-vast.js';
import { anyAd } from './any-ad.builder.js';
import { asWritten } from './as-written.builder.js';
import { misplacedIn, rootOf } from './schema-order.builder.js';
import { writeVast } from './write-vast.js';

describe('writeVast, on any pod', () => {
  const pod = fc
    .array(anyAd, { maxLength: 3 })
    .map((bare) => bare.map((each, i): Ad => ({ ...each, adInstanceId: `p-${i}` })));
  const written = (ads: readonly Ad[]) => writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads });

  it('is read back as the same ads', () => {
    fc.assert(
      fc.property(pod, (ads) => {
        const step = startResolve(written(ads), { prefix: 'p' });
        const type = ads.length > 0 ? 'done' : 'failed';
        expect(step).toMatchObject({ type, ads: ads.map(asWritten), warnings: [] });
      }),
      { numRuns: 60 },
    );
  });
  it('stands in the order of the schema', () => {
    fc.assert(
      fc.property(pod, (ads) => {
        expect(misplacedIn(rootOf(written(ads)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
