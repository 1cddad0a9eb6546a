import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BreakNotice, Signal } from '@cutaway/model';
import { initialBreaks } from './breaks-state.js';
import { stepBreaks, type BreaksFact } from './step-breaks.js';

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

interface Avail {
  readonly key: string;
  readonly startsAt: number;
  readonly plannedMs: number | null;
  readonly autoReturn: boolean;
  readonly heardAt: number;
  /** When the end is told, and where it is; null: the IN is lost. */
  readonly end: { readonly heardAt: number; readonly endsAt: number } | null;
  readonly cancelledAt: number | null;
}

/** Avails one after the other, as a channel makes them: 60 s apart, each announced ahead. */
const aChannel = (keysAreUsedAgain: boolean): fc.Arbitrary<readonly Avail[]> =>
  fc
    .array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        plannedMs: orNull(fc.constantFrom(10_000, 20_000, 30_000)),
        autoReturn: fc.boolean(),
        leadMs: fc.integer({ min: 0, max: 20_000 }),
        endAfterMs: orNull(fc.integer({ min: 1_000, max: 40_000 })),
        // A cancel names no start: where keys are used again it would mean all of them.
        isCancelled: fc.integer({ min: 0, max: 9 }).map((n) => n === 0 && !keysAreUsedAgain),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((list) =>
      list.map(({ key, plannedMs, autoReturn, leadMs, endAfterMs, isCancelled }, at) => {
        const startsAt = 100_000 + at * 60_000;
        const end =
          endAfterMs === null ? null : { heardAt: startsAt + endAfterMs - 1_000, endsAt: startsAt + endAfterMs };
        const cancelledAt = isCancelled ? startsAt - leadMs / 2 : null;
        return {
          key: keysAreUsedAgain ? key : `${key}${at}`,
          startsAt,
          plannedMs,
          autoReturn,
          heardAt: startsAt - leadMs,
          end,
          cancelledAt,
        };
      }),
    );

/** What the playlist says at one time: everything of the last `windowMs`. */
function playlistAt(avails: readonly Avail[], nowMs: number, windowMs: number): Signal[] {
  const signals: Signal[] = [];
  for (const avail of avails) {
    const base = { key: avail.key, carrier: 'daterange', evidence: '' } as const;
    if (avail.heardAt > nowMs || avail.startsAt < nowMs - windowMs) continue;
    if (avail.cancelledAt !== null && avail.cancelledAt <= nowMs) {
      signals.push({ ...base, type: 'break-cancel' });
      continue;
    }
    const { startsAt, plannedMs, autoReturn } = avail;
    signals.push({
      ...base,
      type: 'break-start',
      kind: 'linear',
      startsAt,
      plannedMs,
      autoReturn,
      upids: [],
      segmentationTypeId: null,
    });
    if (avail.end !== null && avail.end.heardAt <= nowMs) {
      signals.push({ ...base, type: 'break-end', endsAt: avail.end.endsAt });
    }
  }
  return signals;
}

/** Refreshes each 2 s with the playhead behind; each refresh is repeated, and stale ones of other renditions come between. */
function factsOf(avails: readonly Avail[], windowMs: number, staleMs: readonly number[], flip: boolean): BreaksFact[] {
  const facts: BreaksFact[] = [];
  for (let nowMs = 80_000; nowMs < 500_000 + avails.length * 60_000; nowMs += 2_000) {
    const lateMs = staleMs[(nowMs / 2_000) % staleMs.length] ?? 0;
    for (const at of [nowMs, nowMs - lateMs, nowMs]) {
      const signals = playlistAt(avails, at, windowMs);
      facts.push({ type: 'signals', signals: flip ? signals.reverse() : signals, edge: at });
    }
    facts.push({ type: 'programme', programMs: nowMs - 6_000 });
  }
  return facts;
}

function run(facts: readonly BreaksFact[]): { notices: BreakNotice[]; liveLeft: number; most: number } {
  let state = initialBreaks();
  let most = 0;
  const notices: BreakNotice[] = [];
  for (const fact of facts) {
    const step = stepBreaks(state, fact);
    state = step.state;
    most = Math.max(most, state.records.length);
    notices.push(...step.notices);
  }
  const liveLeft = state.records.filter(({ phase }) => phase === 'announced' || phase === 'active').length;
  return { notices, liveLeft, most };
}

function idOf(notice: BreakNotice): string {
  return 'brk' in notice ? notice.brk.id : 'breakId' in notice ? notice.breakId : notice.type;
}

/** Per break: announced once and first, closed once and last, nothing of a break that nobody announced. */
function expectOneLifeEach(notices: readonly BreakNotice[]): void {
  const lives = new Map<string, string>();
  for (const notice of notices) {
    if (notice.type === 'signal-conflict' || notice.type === 'restrictions-changed') continue;
    lives.set(idOf(notice), `${lives.get(idOf(notice)) ?? ''}${notice.type} `);
  }
  for (const life of lives.values()) {
    expect(life).toMatch(/^break-announced (break-updated )*(break-ended|break-cancelled) $/);
  }
}

describe('stepBreaks, on any channel', () => {
  it('announces each break once and closes it once, whatever is repeated, late or out of order', () => {
    fc.assert(
      fc.property(
        aChannel(false),
        fc.constantFrom(12_000, 60_000, 600_000),
        fc.array(fc.nat({ max: 30_000 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (avails, windowMs, staleMs, flip) => {
          const { notices, liveLeft } = run(factsOf(avails, windowMs, staleMs, flip));
          expectOneLifeEach(notices);
          expect(liveLeft).toBe(0);
          const announced = notices.filter((notice) => notice.type === 'break-announced').map(idOf);
          expect(announced.length).toBeLessThanOrEqual(avails.length);
          // Nobody lost an avail that was told in time and not taken back.
          const sure = avails.filter((avail) => avail.cancelledAt === null && avail.heardAt <= avail.startsAt - 1_000);
          expect(announced).toEqual(expect.arrayContaining(sure.map((avail) => avail.key)));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('counts occurrences where keys are used again', () => {
    fc.assert(
      fc.property(
        aChannel(true),
        fc.constantFrom(60_000, 600_000),
        fc.nat({ max: 8_000 }),
        (avails, windowMs, staleMs) => {
          const { notices, liveLeft } = run(factsOf(avails, windowMs, [0, staleMs], false));
          expectOneLifeEach(notices);
          expect(liveLeft).toBe(0);
          const starts = notices.flatMap((notice) => (notice.type === 'break-announced' ? [notice.brk.startsAt] : []));
          expect(starts).toEqual([...new Set(starts)]);
          const sure = avails.filter(
            (avail) => avail.end !== null && avail.cancelledAt === null && avail.heardAt <= avail.startsAt - 1_000,
          );
          expect(starts).toEqual(expect.arrayContaining(sure.map((avail) => avail.startsAt)));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('ends an early return where the end says, and never before its start', () => {
    fc.assert(
      fc.property(aChannel(false), fc.boolean(), (avails, flip) => {
        const { notices } = run(factsOf(avails, 600_000, [0], flip));
        for (const notice of notices) {
          if (notice.type !== 'break-ended' || notice.reason !== 'in') continue;
          const avail = avails.filter(({ key }) => key === notice.breakId)[0];
          expect(notice.endsAt).toBe(avail?.end?.endsAt);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('remembers a bounded number of breaks, however many there are', () => {
    const facts: BreaksFact[] = [];
    for (let at = 0; at < 600; at++) {
      const avail: Avail = {
        key: `k${at}`,
        startsAt: at * 40_000,
        plannedMs: 30_000,
        autoReturn: true,
        heardAt: 0,
        end: null,
        cancelledAt: null,
      };
      facts.push({ type: 'signals', signals: playlistAt([avail], avail.startsAt, 60_000), edge: avail.startsAt });
      facts.push({ type: 'programme', programMs: avail.startsAt + 35_000 });
    }
    const { notices, most } = run(facts);
    expect(notices).toHaveLength(1_200);
    expect(most).toBeLessThanOrEqual(110);
  });

  it('keeps quiet about a break that a long window repeats for hours', () => {
    const avails = Array.from({ length: 150 }, (_, at): Avail => ({
      key: `k${at}`,
      startsAt: at * 40_000,
      plannedMs: 30_000,
      autoReturn: true,
      heardAt: 0,
      end: null,
      cancelledAt: null,
    }));
    const facts: BreaksFact[] = [];
    for (let nowMs = 0; nowMs < 150 * 40_000; nowMs += 20_000) {
      facts.push({
        type: 'signals',
        signals: playlistAt(
          avails.filter(({ startsAt }) => startsAt <= nowMs + 8_000),
          nowMs,
          4 * 3_600_000,
        ),
        edge: nowMs,
      });
      facts.push({ type: 'programme', programMs: nowMs });
    }
    const { notices } = run(facts);
    expect(notices.filter((notice) => notice.type === 'break-announced')).toHaveLength(150);
  });
});
