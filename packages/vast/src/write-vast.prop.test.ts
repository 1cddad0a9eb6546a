import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ad, Tracker } from '@cutaway/model';
import { startResolve } from './resolve/resolve-vast.js';
import { writeVast } from './write-vast.js';

// Edges of texts are trimmed by readers, and a carriage return is a line feed to XML: neither can come back.
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((raw) => `x${clean(raw)}x`);
const clean = (raw: string) => raw.replace(/[\u0000-\u001F\u0085\u2028\uFFFE\uFFFF]/g, '');
const event = fc.constantFrom<Tracker['event']>('start', 'midpoint', 'complete', 'pause', 'skip', 'notUsed');
const tracker = fc.record({ event, url: text });
const size = fc.option(fc.integer({ min: 1, max: 9999 }));
const mediaFile = fc.record({
  url: text,
  type: text,
  codec: fc.option(text),
  width: size,
  height: size,
  bitrateKbps: size,
});

function placed(trackers: readonly { event: Tracker['event']; url: string }[]): Tracker[] {
  const place = (i: number) => trackers.slice(0, i).filter(({ event }) => event === trackers[i]?.event).length;
  return trackers.map((each, i) => ({ ...each, level: 0, index: place(i) }));
}

const ad: fc.Arbitrary<Omit<Ad, 'adInstanceId'>> = fc.record({
  adId: text,
  title: text,
  advertiser: fc.option(text),
  universalAdId: fc.option(fc.tuple(fc.constantFrom('ad-id.org', 'x'), text).map((parts) => parts.join(' '))),
  durationMs: fc.integer({ min: 0, max: 400_000 }),
  skipAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
  clickThrough: fc.option(text),
  mediaFiles: fc.array(mediaFile, { minLength: 1, maxLength: 3 }),
  nonLinear: fc.constant(null),
  trackers: fc.array(tracker, { maxLength: 6 }).map(placed),
});

describe('writeVast, on any pod', () => {
  it('is read back as the same ads', () => {
    fc.assert(
      fc.property(fc.array(ad, { maxLength: 3 }), (bare) => {
        const ads = bare.map((each, i): Ad => ({ ...each, adInstanceId: `p-${i}` }));
        const step = startResolve(writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads }), { prefix: 'p' });
        expect(step).toMatchObject({ type: ads.length > 0 ? 'done' : 'failed', ads, warnings: [] });
      }),
      { numRuns: 200 },
    );
  });
});
