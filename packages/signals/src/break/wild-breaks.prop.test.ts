import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BreakNotice, Signal } from '@cutaway/model';
import { initialBreaks, isLive, type BreaksState } from './breaks-state.js';
import { plannedEnd } from './nesting.js';
import { stepBreaks, type BreaksFact } from './step-breaks.js';

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const aTime = fc.nat({ max: 200 }).map((n) => n * 1_000);
const aStartType = fc.constantFrom(null, 0x22, 0x30, 0x34, 0x36, 0x44);

/** Any signal of few keys, events and carriers, so that they meet. */
const aSignal: fc.Arbitrary<Signal> = fc
  .record({
    says: fc.constantFrom('out', 'out', 'out', 'in', 'cancel', 'border', 'hint'),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    carrier: fc.constantFrom('daterange' as const, 'cue-out' as const, 'emsg' as const),
    eventId: orNull(fc.nat({ max: 3 })),
    at: aTime,
    plannedMs: orNull(fc.nat({ max: 90 }).map((n) => n * 1_000)),
    type: aStartType,
    border: fc.constantFrom(0x10, 0x11, 0x13, 0x14, 0x1a, 0x20, 0x40, 0x41, 0x51),
    isOverlay: fc.boolean(),
    autoReturn: fc.boolean(),
    isPre: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    timeFrom: fc.constantFrom('date' as const, 'segment' as const, 'pts' as const),
    durationFrom: fc.constantFrom('actual' as const, 'payload' as const, 'cue' as const, 'planned' as const),
  })
  .map((one): Signal => {
    const { carrier, eventId, at, plannedMs, type, timeFrom } = one;
    const key = one.isPre ? `${one.key}, pre` : one.key;
    const ref = { num: 0, expected: 0, subNum: 0, subExpected: 0, ptsMs: null };
    const command = type === null ? ('splice-insert' as const) : ('segmentation' as const);
    const base = {
      ...{ key, carrier, evidence: '', timeFrom },
      ...(eventId === null ? {} : { event: { command, eventId, ...ref } }),
    };
    const kind = one.isOverlay ? 'overlay' : 'linear';
    if (one.says === 'in') {
      return {
        type: 'break-end',
        ...base,
        endsAt: at,
        ...(type === null ? {} : { kind, segmentationTypeId: type + 1 }),
      };
    }
    if (one.says === 'cancel') return { type: 'break-cancel', ...base };
    if (one.says === 'border') return { type: 'boundary', ...base, at, segmentationTypeId: one.border };
    if (one.says === 'hint') return { type: 'break-hint', ...base, startsAt: at, plannedMs, target: null };
    return {
      ...{ type: 'break-start', ...base, kind, startsAt: at, plannedMs, autoReturn: one.autoReturn, upids: [] },
      ...{ segmentationTypeId: one.isOverlay ? 0x38 : type, durationFrom: one.durationFrom },
      ...(one.isPre ? { position: 'pre' as const } : {}),
    };
  });

/** A key speaks once of one thing. */
const aRefresh = (signal: fc.Arbitrary<Signal>): fc.Arbitrary<Signal[]> =>
  fc.uniqueArray(signal, { maxLength: 5, selector: ({ key, carrier, type }) => [key, carrier, type].join() });

const aFact: fc.Arbitrary<BreaksFact> = fc.oneof(
  fc.record({
    type: fc.constant('signals' as const),
    signals: aRefresh(aSignal),
    edge: orNull(fc.nat({ max: 200_000 })),
  }),
  fc.record({ type: fc.constant('programme' as const), programMs: fc.nat({ max: 200_000 }) }),
);

/** Seeks go anywhere; this goes on. */
const aPlayhead: fc.Arbitrary<readonly BreaksFact[]> = fc
  .array(aRefresh(aSignal), { minLength: 1, maxLength: 25 })
  .map((refreshes) =>
    refreshes.flatMap((signals, at): BreaksFact[] => [
      { type: 'signals', signals, edge: at * 10_000 },
      { type: 'programme', programMs: at * 10_000 },
    ]),
  );

function play(facts: readonly BreaksFact[]): { readonly notices: BreakNotice[]; readonly states: BreaksState[] } {
  let state = initialBreaks();
  const notices: BreakNotice[] = [];
  const states = facts.map((fact) => {
    const step = stepBreaks(state, fact);
    notices.push(...step.notices);
    return (state = step.state);
  });
  return { notices, states };
}

/** Per break: announced first and once, closed last and once. */
function expectOneLifeEach(notices: readonly BreakNotice[]): void {
  const lives = new Map<string, string>();
  for (const notice of notices) {
    if (notice.type === 'restrictions-changed') continue;
    const id = 'brk' in notice ? notice.brk.id : notice.breakId;
    lives.set(id, `${lives.get(id) ?? ''}${notice.type} `);
  }
  for (const life of lives.values()) {
    expect(life).toMatch(/^break-announced ((break-updated|signal-conflict) )*(break-ended|break-cancelled) $/);
  }
}

describe('stepBreaks, on signals that make no sense at all', () => {
  it('gives each break one life and leaves none open', () => {
    fc.assert(
      fc.property(fc.array(aFact, { maxLength: 30 }), (facts) => {
        const later = [10_000_000, 20_000_000].map((programMs) => ({ type: 'programme', programMs }) as const);
        const { notices, states } = play([...facts, ...later]);
        expectOneLifeEach(notices);
        expect(states[states.length - 1]?.records.filter(isLive)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('ends no break before it starts', () => {
    fc.assert(
      fc.property(fc.array(aFact, { maxLength: 30 }), (facts) => {
        const { notices } = play(facts);
        for (const notice of notices) {
          if (notice.type !== 'break-ended') continue;
          const told = notices.filter((one) => 'brk' in one && one.brk.id === notice.breakId).pop();
          expect(told && 'brk' in told && notice.endsAt >= told.brk.startsAt).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never has two units of one kind at one time', () => {
    fc.assert(
      fc.property(aPlayhead, (facts) => {
        for (const { records } of play(facts).states) {
          for (const kind of ['linear', 'overlay'] as const) {
            const active = records.filter(({ phase, brk }) => phase === 'active' && brk.kind === kind);
            expect(active.length).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('announces no unit inside of another of its carrier and level', () => {
    const oneLevel = aSignal.map((one): Signal => {
      const said: Signal = { ...one, carrier: 'daterange' };
      return said.type === 'break-start' ? { ...said, segmentationTypeId: null } : said;
    });
    fc.assert(
      fc.property(aRefresh(oneLevel), (signals) => {
        const { records } = stepBreaks(initialBreaks(), { type: 'signals', signals, edge: null }).state;
        const linear = records.filter((one) => isLive(one) && one.brk.kind === 'linear' && !one.brk.position);
        for (const { brk } of linear) {
          const inner = linear.filter(({ brk: one }) => {
            const [endsAt, over] = [plannedEnd(one), plannedEnd(brk)];
            return one !== brk && endsAt !== null && over !== null && one.startsAt > brk.startsAt && endsAt < over;
          });
          expect(inner).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says the same of the same, and nothing of what is repeated', () => {
    fc.assert(
      fc.property(fc.array(aFact, { maxLength: 20 }), (facts) => {
        const { notices, states } = play(facts);
        expect(play(facts).notices).toEqual(notices);
        const [last, state] = [facts[facts.length - 1], states[states.length - 1]];
        if (last && state) expect(stepBreaks(state, last).notices).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing that it was given', () => {
    const freeze = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
      Object.freeze(value);
      Object.values(value).forEach(freeze);
    };
    fc.assert(
      fc.property(fc.array(aFact, { maxLength: 10 }), (facts) => {
        facts.forEach(freeze);
        expect(() => play(facts).states.forEach(freeze)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});
