import { describe, expect, it } from 'vitest';
import type { BeaconHit } from '../beacon-hit.js';
import { AFTER, aBroadcast, BEFORE, BREAK, RED } from './a-broadcast.builder.js';
import { scoreBeacons } from './beacons.js';
import { splitBreaks } from './split-breaks.js';

const EPOCH_MS = 1_700_000_000_000;
const seen = splitBreaks(aBroadcast([BEFORE, RED, AFTER]), [BREAK]);
const FIRST_MS = EPOCH_MS + (seen[0]?.frames[0]?.atMs ?? 0);
const SENT = { impression: 10, start: 10, firstQuartile: 1450, midpoint: 2890, thirdQuartile: 4330, complete: 5770 };
const hits = Object.entries(SENT).map(([event, afterMs]): BeaconHit => ({
  ...{ ad: { n: 0, position: 0 }, event, atMs: FIRST_MS + afterMs, count: 1 },
}));
const score = (all: readonly BeaconHit[]) => scoreBeacons(all, seen, { epochMs: EPOCH_MS, asksView: false });
const change = (event: string, to: Partial<BeaconHit>) =>
  hits.map((hit) => (hit.event === event ? { ...hit, ...to } : hit));

describe('scoreBeacons (Q6, Q7)', () => {
  it('finds no fault where each event came once, a little after what it means', () => {
    expect(score(hits)).toEqual({
      ...{ due: 6, missing: 0, double: 0, early: 0, wrong: 0, lateMs: { median: 10, farthest: 10 } },
    });
  });

  it('counts what is missing, and what came twice', () => {
    expect(score(hits.slice(1))).toMatchObject({ due: 6, missing: 1 });
    expect(score(change('complete', { count: 2 }))).toMatchObject({ double: 1 });
  });

  it('counts an impression ahead of the first frame', () => {
    expect(score(change('impression', { atMs: FIRST_MS - 30 }))).toMatchObject({ early: 1, missing: 0 });
  });

  it('counts what was not shown yet, or not at all, as wrong', () => {
    expect(score(change('complete', { atMs: FIRST_MS + 100 }))).toMatchObject({ wrong: 1 });
    const other: BeaconHit = { ad: { n: 0, position: 1 }, event: 'impression', atMs: FIRST_MS, count: 1 };
    expect(score([...hits, other, { ...other, ad: null }])).toMatchObject({ wrong: 2 });
  });

  it('asks for creativeView only of those who were asked to send it', () => {
    expect(scoreBeacons(hits, seen, { epochMs: EPOCH_MS, asksView: true })).toMatchObject({ missing: 1 });
  });
});
