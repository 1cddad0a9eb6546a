import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Beacon } from '@cutaway/model';
import { initialOutbox, type OutboxFact } from './outbox.js';
import { stepOutbox } from './step-outbox.js';

const key = fc.integer({ min: 0, max: 12 }).map((n) => `k${n}`);
const beacon = fc.record<Beacon>({
  key,
  adInstanceId: fc.constant('a'),
  event: fc.constantFrom('impression', 'start'),
  url: fc.constant('https://t/x'),
});
const wait = fc.integer({ min: 0, max: 3000 });
type Move = { readonly wait: number; readonly make: (nowMs: number) => OutboxFact };
const move: fc.Arbitrary<Move> = fc.oneof(
  fc
    .record({ wait, beacons: fc.array(beacon, { maxLength: 5 }) })
    .map(({ wait, beacons }): Move => ({ wait, make: (nowMs) => ({ type: 'enqueue', beacons, nowMs }) })),
  fc.record({ wait, key }).map(({ wait, key }): Move => ({ wait, make: () => ({ type: 'sent', key }) })),
  fc.record({ wait, key }).map(({ wait, key }): Move => ({ wait, make: (nowMs) => ({ type: 'failed', key, nowMs }) })),
  wait.map((wait): Move => ({ wait, make: (nowMs) => ({ type: 'tick', nowMs }) })),
);

describe('stepOutbox, whatever happens', () => {
  it('delivers each key at most once, never sends what is delivered or lost, and keeps at most six in flight', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        let state = initialOutbox();
        let nowMs = 0;
        const inFlight = new Set<string>();
        const closed = new Set<string>();
        const tries = new Map<string, number>();
        for (const { wait, make } of moves) {
          const fact = make((nowMs += wait));
          if (fact.type === 'sent' && inFlight.delete(fact.key)) closed.add(fact.key);
          if (fact.type === 'failed') inFlight.delete(fact.key);
          const step = stepOutbox(state, fact);
          state = step.state;
          for (const effect of step.effects) {
            const { key } = effect.beacon;
            expect(closed.has(key)).toBe(false);
            if (effect.type === 'lost') {
              closed.add(key);
              continue;
            }
            expect(inFlight.has(key)).toBe(false);
            inFlight.add(key);
            tries.set(key, (tries.get(key) ?? 0) + 1);
            expect(tries.get(key)).toBe(effect.attempt);
            expect(effect.attempt).toBeLessThanOrEqual(3);
          }
          expect(inFlight.size).toBeLessThanOrEqual(6);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('ends every beacon as sent or lost when the network is gone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(beacon, { selector: ({ key }) => key, minLength: 1, maxLength: 13 }), (beacons) => {
        let step = stepOutbox(initialOutbox(), { type: 'enqueue', beacons, nowMs: 0 });
        let lost = 0;
        for (let nowMs = 1000; nowMs <= 120_000; nowMs += 1000) {
          for (const { beacon } of step.state.inFlight) {
            step = stepOutbox(step.state, { type: 'failed', key: beacon.key, nowMs });
            lost += step.effects.filter(({ type }) => type === 'lost').length;
          }
          step = stepOutbox(step.state, { type: 'tick', nowMs });
        }
        expect(lost).toBe(beacons.length);
        expect([...step.state.waiting, ...step.state.inFlight]).toEqual([]);
      }),
    );
  });
});
