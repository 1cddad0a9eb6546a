import { describe, expect, it } from 'vitest';
import { aTicket, NOON } from '../beacons/a-ticket.builder.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { createImpressionSet, type ImpressionSet } from './impression-set.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A pod of the pre-roll of a catalogue on demand, which is asked for at any time and has one name for all. */
const preRoll = (issuedAtMs: number, breakId = 'vmap@start'): ReadTicket => ({
  ...aTicket({ breakId, issuedAtMs, expiresAtMs: issuedAtMs + DAY_MS }),
  ...{ keyId: 'k1', podId: `pod-${issuedAtMs}` },
});
const remembered = ({ kept }: ImpressionSet): number =>
  [...(kept.save() as Iterable<readonly unknown[]>)].flatMap((row) => (row[0] === 'open' ? row[3] : [])).length;

describe('createImpressionSet', () => {
  it('forgets, of a break that is asked for all year, what was shown by tokens that are over', () => {
    const shown = createImpressionSet();
    for (let hour = 0; hour < 24 * 30; hour++) {
      const ticket = preRoll(NOON + hour * HOUR_MS);
      shown.settle(ticket.issuedAtMs);
      expect(shown.add(ticket, `${ticket.podId}.0`)).toBe('new');
    }
    expect(remembered(shown)).toBeLessThanOrEqual(27);
    const last = preRoll(NOON + (24 * 30 - 1) * HOUR_MS);
    expect(shown.standing(last, `${last.podId}.0`)).toBe('known');
    const early = preRoll(NOON);
    expect(shown.standing(early, `${early.podId}.0`)).toBe('closed');
  });

  it('closes of such a break what expires first, and no other break for it, where there are too many', () => {
    const shown = createImpressionSet({ maxImpressions: 10 });
    const post = preRoll(NOON + 5 * HOUR_MS, 'vmap@end');
    expect(shown.add(post, 'post.0')).toBe('new');
    for (let hour = 0; hour < 20; hour++) {
      const ticket = preRoll(NOON + hour * HOUR_MS);
      shown.add(ticket, `${ticket.podId}.0`);
      if (hour === 10) expect(shown.standing(post, 'post.0')).toBe('known');
    }
    expect(remembered(shown)).toBe(10);
    const next = preRoll(NOON + 30 * HOUR_MS, 'vmap@end');
    expect(shown.add(next, 'post.1')).toBe('new');
  });

  it('gives up no break that is on, though its pods were asked for before and after the hour', () => {
    const shown = createImpressionSet({ maxImpressions: 3 });
    const pods = [-90, -60, -30, 0, 30, 60].map((s) => preRoll(NOON + s * 1000, 'the final, half-time'));
    for (const ticket of pods) expect(shown.add(ticket, `${ticket.podId}.0`)).toBe('new');
    for (const ticket of pods) expect(shown.add(ticket, `${ticket.podId}.0`)).toBe('known');
  });

  it('comes out of a checkpoint as it went in', () => {
    const [shown, anew] = [createImpressionSet({ maxImpressions: 2 }), createImpressionSet({ maxImpressions: 2 })];
    const pods = [0, 5, 10].map((hour) => preRoll(NOON + hour * HOUR_MS));
    for (const ticket of pods) shown.add(ticket, `${ticket.podId}.0`);
    for (const row of JSON.parse(JSON.stringify([...shown.kept.save()])) as unknown[]) anew.kept.load(row);
    const standings = (set: ImpressionSet) => pods.map((ticket) => set.standing(ticket, `${ticket.podId}.0`));
    expect(standings(anew)).toEqual(['closed', 'known', 'known']);
    expect(standings(shown)).toEqual(standings(anew));
  });
});
