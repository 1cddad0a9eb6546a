import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Beacon } from '@cutaway/model';
import { initialOutbox, OUTBOX_RULES, type Outbox, type OutboxFact } from './outbox.js';
import { stepOutbox } from './step-outbox.js';

const RULES = { validMs: 20_000, maxParcels: 8 };
const key = fc.integer({ min: 0, max: 12 }).map((n) => `k${n}`);
const beacon = fc.record<Beacon>({
  key,
  adInstanceId: fc.constant('a'),
  event: fc.constantFrom('impression', 'start', 'pause'),
  url: fc.constant('https://t/x'),
});
const wait = fc.integer({ min: 0, max: 3000 });
type Move = { readonly wait: number; readonly make: (nowMs: number) => OutboxFact };
const ofKey = (type: 'answered' | 'failed' | 'unanswered'): fc.Arbitrary<Move> =>
  fc.record({ wait, key }).map(({ wait, key }) => ({ wait, make: (nowMs) => ({ type, key, nowMs, share: 0.5 }) }));
const move: fc.Arbitrary<Move> = fc.oneof(
  fc
    .record({ wait, beacons: fc.array(beacon, { maxLength: 5 }) })
    .map(({ wait, beacons }): Move => ({ wait, make: (nowMs) => ({ type: 'enqueue', beacons, nowMs }) })),
  ofKey('answered'),
  ofKey('failed'),
  ofKey('unanswered'),
  fc.record({ wait, isShort: fc.boolean() }).map(({ wait, isShort }): Move => ({
    wait,
    make: (nowMs) => ({ type: 'tick', nowMs, isShort }),
  })),
);
const LAST = ['delivered', 'lost', 'dropped', 'unknown'];

describe('stepOutbox, whatever happens and wherever the power goes', () => {
  it('ends each key once, sends none that has ended, an impression of unknown fate never again, and four in three seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(move, fc.integer({ min: 0, max: 9 })), { maxLength: 60 }), (moves) => {
        let state = initialOutbox(RULES);
        let nowMs = 0;
        const underWay = new Map<string, { readonly isOnce: boolean; readonly atMs: number }>();
        const ended = new Set<string>();
        const tell = (fact: OutboxFact): void => {
          if ('key' in fact && fact.type !== 'policy') underWay.delete(fact.key);
          const step = stepOutbox(state, fact);
          state = step.state;
          for (const effect of step.effects) {
            const { key } = effect.beacon;
            expect(ended.has(key), `${key} has ended`).toBe(false);
            if (effect.type === 'send') {
              expect(underWay.has(key)).toBe(false);
              underWay.set(key, { isOnce: effect.isOnce, atMs: nowMs });
            } else if (effect.type === 'told' && LAST.includes(effect.stage)) ended.add(key);
          }
          const busy = [...underWay.values()].filter(({ atMs }) => nowMs - atMs < OUTBOX_RULES.busyMs);
          expect(busy.length).toBeLessThanOrEqual(4);
        };
        for (const [{ wait, make }, chance] of moves) {
          if (chance === 0) {
            // A power cut: the next session has what was kept of the last one.
            const { parcels, keys } = JSON.parse(JSON.stringify(state)) as Outbox;
            const open = [...underWay].filter(([, { isOnce }]) => isOnce).map(([key]) => key);
            underWay.clear();
            state = initialOutbox(RULES);
            tell({ type: 'adopt', parcels, keys, nowMs: (nowMs += wait) });
            for (const key of open) expect(ended.has(key)).toBe(true);
          }
          tell(make((nowMs += wait)));
        }
      }),
      { numRuns: 300 },
    );
  });
  it('ends every beacon when the network is gone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(beacon, { selector: ({ key }) => key, minLength: 1, maxLength: 8 }), (beacons) => {
        let step = stepOutbox(initialOutbox(RULES), { type: 'enqueue', beacons, nowMs: 0 });
        let lost = 0;
        const count = (): void => {
          lost += step.effects.filter((effect) => effect.type === 'told' && effect.stage === 'lost').length;
        };
        for (let nowMs = 1000; nowMs <= 90_000; nowMs += 1000) {
          for (const { beacon, is } of step.state.parcels) {
            if (is !== 'sent') continue;
            step = stepOutbox(step.state, { type: 'failed', key: beacon.key, nowMs, share: 0.5 });
            count();
          }
          step = stepOutbox(step.state, { type: 'tick', nowMs, isShort: false });
          count();
        }
        expect(lost).toBe(beacons.length);
        expect(step.state.parcels).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
