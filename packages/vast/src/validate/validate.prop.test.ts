import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ad, Tracker } from '@cutaway/model';
import { writeVast } from '../write/write-vast.js';
import { A_RESPONSE, A_VMAP } from './a-response.builder.js';
import { validate } from './validate.js';

const words = fc.stringMatching(/^[\w &<>"'%-]{1,20}$/).map((text) => `x${text}x`);
const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true });
const whole = fc.integer({ min: 1, max: 9999 });
const mediaFile = fc.record({
  url,
  type: fc.constantFrom('video/mp4', 'application/x-mpegURL'),
  codec: fc.option(fc.constantFrom('avc1.64001F', 'avc1.4d401e, mp4a.40.2')),
  width: whole,
  height: whole,
  bitrateKbps: whole,
});
const event = fc.constantFrom<Tracker['event']>('start', 'midpoint', 'complete', 'skip', 'error', 'clickTracking');
const ad: fc.Arbitrary<Ad> = fc.record({
  adInstanceId: words,
  adId: fc.uuid(),
  title: words,
  advertiser: fc.option(words),
  universalAdId: fc.option(words),
  durationMs: fc.integer({ min: 1_000, max: 60_000 }),
  skipAfterMs: fc.option(fc.integer({ min: 0, max: 1_000 })),
  clickThrough: fc.option(url),
  mediaFiles: fc.array(mediaFile, { minLength: 1, maxLength: 2 }),
  nonLinear: fc.constant(null),
  trackers: fc.array(fc.record({ event, url }), { maxLength: 4 }).map((list): Tracker[] => {
    const impression = { event: 'impression' as const, url: 'https://t.example/i' };
    return [impression, ...list].map((each, index) => ({ ...each, level: 0, index }));
  }),
});

describe('validate, on any document', () => {
  it('finds nothing wrong with what writeVast wrote', () => {
    fc.assert(
      fc.property(fc.array(ad, { minLength: 1, maxLength: 3 }), (ads) => {
        const text = writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads });
        expect(validate(text).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, and tells places within the document, in their order', () => {
    const snippet = fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      '/',
      ']]>',
      '<![CDATA[',
      '<!--',
      '<a>',
      '</a>',
      '\0',
      '%5B',
      '=',
    );
    const change = fc.record({ at: fc.nat(2_000), length: fc.nat(40), snippet });
    fc.assert(
      fc.property(fc.constantFrom(A_RESPONSE, A_VMAP), fc.array(change, { maxLength: 4 }), (document, changes) => {
        const text = changes.reduce<string>(
          (all, { at, length, snippet: put }) => all.slice(0, at) + put + all.slice(at + length),
          document,
        );
        const findings = validate(text);
        const lines = findings.map(({ line }) => line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(Math.max(1, ...lines)).toBeLessThanOrEqual(text.split('\n').length);
      }),
      { numRuns: 300 },
    );
  });
});
