import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import type { AdFact } from './ad-fact.js';
import { trackAd } from './ad-tracking.js';
import type { DueBeacon } from './due-beacon.js';
import { stepAd } from './step-ad.js';

const DURATION = 4000;
// Playback in small steps, so that thresholds are really met, mixed with seeks and every other fact.
const playing = fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 });
const other: fc.Arbitrary<AdFact> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -50, max: 5000 }).map((adMs): AdFact => ({ type: 'frame', adMs })) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<AdFact>(
      { type: 'paused' },
      { type: 'resumed' },
      { type: 'muted' },
      { type: 'unmuted' },
      { type: 'clicked' },
      { type: 'not-used' },
      { type: 'overlay-shown' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<AdFact>(
      { type: 'ended' },
      { type: 'skipped' },
      { type: 'cut' },
      { type: 'failed', vastError: 405 },
      { type: 'overlay-closed', byViewer: true },
    ),
  },
);
const run = fc.tuple(fc.integer({ min: 0, max: 4000 }), playing).map(([from, steps]) => {
  let at = from;
  return [from, ...steps].map((step, i): AdFact => ({ type: 'frame', adMs: i === 0 ? at : (at += step) }));
});
const path = fc.array(fc.oneof(run, fc.array(other, { maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.flat());
const options = fc.option(fc.integer({ min: 1, max: 3999 }), { nil: 0 }).map((joinedAtMs) => ({ joinedAtMs }));

interface Told {
  readonly fact: AdFact;
  readonly due: DueBeacon;
}

function tell(facts: readonly AdFact[], joined: { joinedAtMs: number }): Told[] {
  let state = trackAd(anAd({ durationMs: DURATION }), joined);
  return facts.flatMap((fact) => {
    const step = stepAd(state, fact);
    state = step.state;
    return step.due.map((due) => ({ fact, due }));
  });
}

const QUARTILES = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

describe('stepAd, on any path of the playhead', () => {
  it('tells each beacon once', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const keys = tell(facts, joined).map(({ due }) => `${due.event}/${due.level}/${due.index}#${due.repeat}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });
  it('tells quartiles in order, none before the impression, none before its frame', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const told = tell(facts, joined);
        const order = told.map(({ due }) => QUARTILES.indexOf(due.event)).filter((rank) => rank >= 0);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        const seen = told.filter(({ due }) => !['error', 'notUsed'].includes(due.event));
        if (seen.length > 0) expect(seen[0]?.due.event).toBe('impression');
        for (const { fact, due } of told) {
          const share = [0.25, 0.5, 0.75][QUARTILES.indexOf(due.event) - 1];
          if (share && fact.type === 'frame') expect(fact.adMs).toBeGreaterThanOrEqual(share * DURATION);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('tells nothing after an end, and complete never beside skip, cut or error', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const told = tell(facts, joined).map(({ due }) => due.event);
        const last = told.findIndex((event) => ['complete', 'skip', 'error', 'notUsed', 'close'].includes(event));
        if (last >= 0) expect(told.length).toBe(last + 1);
        const cut = facts.findIndex(({ type }) => type === 'cut' || type === 'skipped' || type === 'failed');
        const ended = facts.findIndex(({ type }) => type === 'ended');
        if (cut >= 0 && (ended < 0 || cut < ended)) expect(told).not.toContain('complete');
      }),
      { numRuns: 500 },
    );
  });
});
