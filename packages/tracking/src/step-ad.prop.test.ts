import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ELEMENT_EVENTS, TRACKING_EVENTS } from '@cutaway/model';
import { anAd, trackersFor } from '../test-data/an-ad.js';
import type { AdFact } from './ad-fact.js';
import { trackAd } from './ad-tracking.js';
import { fillBeacon } from './fill-beacon.js';
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
      { type: 'custom-clicked' },
      { type: 'fullscreen-entered' },
      { type: 'fullscreen-left' },
      { type: 'rewound' },
      { type: 'expanded' },
      { type: 'collapsed' },
      { type: 'interacted' },
      { type: 'interactive-started' },
      { type: 'invitation-accepted' },
      { type: 'loaded' },
      { type: 'visibility', share: 1 },
      { type: 'visibility', share: 0.4 },
      { type: 'part-shown', of: 'icon:0' },
      { type: 'part-clicked', of: 'icon:0' },
      { type: 'part-failed', of: 'icon:0', vastError: 900 },
      { type: 'verification-not-executed', index: 0, reason: 2 },
      { type: 'overlay-minimized', shownMs: 500 },
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
      { type: 'closed' },
      { type: 'overlay-closed', byViewer: true, shownMs: 900 },
    ),
  },
);
const run = fc.tuple(fc.integer({ min: 0, max: 4000 }), playing).map(([from, steps]) => {
  let at = from;
  return [from, ...steps].map((step, i): AdFact => ({ type: 'frame', adMs: i === 0 ? at : (at += step) }));
});
const path = fc.array(fc.oneof(run, fc.array(other, { maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.flat());
const options = fc.option(fc.integer({ min: 1, max: 3999 }), { nil: 0 }).map((joinedAtMs) => ({ joinedAtMs }));

const TRACKERS = [
  ...trackersFor(TRACKING_EVENTS),
  ...trackersFor(ELEMENT_EVENTS, { level: 1 }),
  ...trackersFor(['creativeView', 'clickTracking'], { of: 'icon:0' }),
  ...trackersFor(['verificationNotExecuted'], { of: 'verification:0' }),
];
/** What may come again (VAST 4.3 §3.14), a number behind its key each time. */
const REPEATABLE = /^(pause|resume|mute|unmute|rewind|fullscreen|exitFullscreen|player\w+|clickTracking|customClick)$/;
/** What an ad may say that nobody has seen. */
const UNSEEN = ['loaded', 'error', 'notUsed', 'verificationNotExecuted'];

interface Told {
  readonly fact: AdFact;
  readonly due: DueBeacon;
}

function tell(facts: readonly AdFact[], joined: { joinedAtMs: number }): Told[] {
  let state = trackAd(anAd({ durationMs: DURATION, trackers: TRACKERS }), { ...joined, viewability: 'measure' });
  return facts.flatMap((fact) => {
    const step = stepAd(state, fact);
    state = step.state;
    return step.due.map((due) => ({ fact, due }));
  });
}

const ENDS = ['complete', 'skip', 'error', 'notUsed', 'close', 'closeLinear'];
const QUARTILES = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

describe('stepAd, on any path of the playhead', () => {
  it('tells each beacon once', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const told = tell(facts, joined);
        const keys = told.map(({ due }) => fillBeacon(due, anAd(), { nowMs: 0, cacheBusting: 0 }).key);
        expect(new Set(keys).size).toBe(keys.length);
        const twice = told.filter(({ due }) => due.repeat > 0).map(({ due }) => due.event);
        expect(twice.filter((event) => !REPEATABLE.test(event))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
  it('tells quartiles in order, none before the impression, none before its frame', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const told = tell(facts, joined);
        const order = told.map(({ due }) => QUARTILES.indexOf(due.event)).filter((rank) => rank >= 0);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        const seen = told.filter(({ due }) => !UNSEEN.includes(due.event));
        if (seen.length > 0) expect(seen[0]?.due.event).toBe('impression');
        for (const { fact, due } of told) {
          const share = [0.25, 0.5, 0.75][QUARTILES.indexOf(due.event) - 1];
          if (share && fact.type === 'frame') expect(fact.adMs).toBeGreaterThanOrEqual(share * DURATION);
        }
      }),
      { numRuns: 400 },
    );
  });
  it('tells nothing after an end, and complete never beside skip, cut or error', () => {
    fc.assert(
      fc.property(path, options, (facts, joined) => {
        const told = tell(facts, joined).map(({ due }) => due);
        const last = told.findIndex(({ event, of }) => !of && ENDS.includes(event));
        const after = last < 0 ? [] : told.slice(last + 1).filter(({ event, of }) => !of && !ENDS.includes(event));
        expect(after.map(({ event }) => event)).toEqual([]);
        const ends = new Set(told.flatMap(({ event, of }) => (!of && ENDS.includes(event) ? [event] : [])));
        if (ends.has('complete')) expect([...ends].filter((event) => !event.startsWith('close'))).toEqual(['complete']);
      }),
      { numRuns: 400 },
    );
  });
});
