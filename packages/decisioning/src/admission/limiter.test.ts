import { describe, expect, it } from 'vitest';
import { checkLimiter, createLimiter, LIMITER_DEFAULTS, type Admission, type LimiterOptions } from './limiter.js';
import { priorityOf, type Priority } from './priority.js';

type Turns = Parameters<typeof createLimiter>[2];
/** Everybody's turn is now. */
const FREE: Turns = { enter: (_priority, _mayWaitMs, run) => (run(true), true), spentMs: () => 0 };

const limiterOf = (change: Partial<LimiterOptions> = {}, turns: Turns = FREE) => {
  const shed: [Priority, boolean][] = [];
  const options = { ...LIMITER_DEFAULTS, startLimit: 10, ...change };
  const limiter = createLimiter(options, (priority, simulated) => shed.push([priority, simulated]), turns);
  const fill = (priority: Priority, count: number): Admission[] =>
    Array.from({ length: count }, () => limiter.admit(priority) as Admission);
  const admitted = (priority: Priority, count: number) =>
    fill(priority, count).filter(({ type }) => type === 'full').length;
  return { limiter, shed, fill, admitted };
};

describe('priorityOf', () => {
  it.each([
    ['a viewer waits', null, 'P0'],
    ['the break has begun', 999, 'P0'],
    ['the break comes within a minute', 60_999, 'P1'],
    ['the break is further away', 61_000, 'P2'],
  ] as const)('%s', (_what, expectedStartMs, priority) => {
    expect(priorityOf(expectedStartMs, 1000)).toBe(priority);
  });
});

describe('the limiter', () => {
  it('lets in what it has room for, and no more', () => {
    const { limiter, admitted, shed } = limiterOf();
    expect(admitted('P0', 12)).toBe(10);
    expect(shed).toEqual([
      ['P0', false],
      ['P0', false],
    ]);
    expect(limiter.state()).toEqual({ limit: 10, inFlight: 10 });
  });

  it('sheds the least important first: who waits is let in while prefetches are turned away', () => {
    const { admitted } = limiterOf();
    expect(admitted('P3', 10)).toBe(3);
    expect(admitted('P2', 10)).toBe(2);
    expect(admitted('P1', 10)).toBe(3);
    expect(admitted('P0', 10)).toBe(2);
  });

  it('gives room back once, however often a request says that it is done', () => {
    const { limiter, fill } = limiterOf();
    const [first] = fill('P0', 10);
    if (first?.type === 'full') {
      first.done();
      first.done();
    }
    expect(limiter.state().inFlight).toBe(9);
  });

  it('takes on less while the event loop is late, never less than its least', () => {
    const { limiter } = limiterOf();
    limiter.adjust(80);
    expect(limiter.state().limit).toBe(8);
    for (let n = 0; n < 20; n++) limiter.adjust(80);
    expect(limiter.state().limit).toBe(LIMITER_DEFAULTS.minLimit);
  });

  it('takes on more where the limit is reached and the loop is on time, never more than its most', () => {
    const { limiter, fill } = limiterOf({ maxLimit: 14 });
    fill('P0', 10);
    limiter.adjust(2);
    expect(limiter.state().limit).toBe(13);
    fill('P0', 3);
    limiter.adjust(2);
    limiter.adjust(2);
    expect(limiter.state().limit).toBe(14);
  });

  it('keeps a limit that nobody has reached', () => {
    const { limiter, fill } = limiterOf();
    for (const one of fill('P0', 3)) if (one.type === 'full') one.done();
    limiter.adjust(2);
    expect(limiter.state().limit).toBe(10);
  });

  it('is back at its old limit within five seconds after the load is gone', () => {
    const { limiter, fill } = limiterOf({ startLimit: 64 });
    for (let n = 0; n < 40; n++) limiter.adjust(200);
    let intervals = 0;
    for (; limiter.state().limit < 64; intervals++) {
      fill('P0', limiter.state().limit - limiter.state().inFlight);
      limiter.adjust(1);
    }
    expect(intervals * LIMITER_DEFAULTS.intervalMs).toBeLessThanOrEqual(5000);
  });

  it('only watches in simulate mode, and says what it would have done', () => {
    const { admitted, shed } = limiterOf({ mode: 'simulate' });
    expect(admitted('P0', 12)).toBe(12);
    expect(shed).toEqual([
      ['P0', true],
      ['P0', true],
    ]);
  });

  it('has a request wait for its turn of the event loop, for as long as its priority and whoever asks may', async () => {
    let turn: ((isInTime: boolean) => void) | null = null;
    const asked: [Priority, number][] = [];
    const { limiter, shed } = limiterOf(
      {},
      { ...FREE, enter: (priority, mayWaitMs, run) => (asked.push([priority, mayWaitMs]), (turn = run), true) },
    );
    const waits = limiter.admit('P0');
    expect(limiter.state().inFlight).toBe(0);
    turn!(true);
    expect(await waits).toMatchObject({ type: 'full' });
    const tooLong = limiter.admit('P1');
    turn!(false);
    expect(await tooLong).toEqual({ type: 'shed' });
    void limiter.admit('P0', 25);
    void limiter.admit('P1', 5000);
    expect(asked).toEqual([
      ['P0', LIMITER_DEFAULTS.waitMs.P0],
      ['P1', LIMITER_DEFAULTS.waitMs.P1],
      ['P0', 25],
      ['P1', LIMITER_DEFAULTS.waitMs.P1],
    ]);
    expect(shed).toEqual([['P1', false]]);
  });

  it('sheds at once who would wait too long, and whose place was taken while he waited', async () => {
    const { limiter, shed } = limiterOf({}, { ...FREE, enter: () => false });
    expect(limiter.admit('P2')).toEqual({ type: 'shed' });
    const turns: ((isInTime: boolean) => void)[] = [];
    const small = limiterOf({ startLimit: 4 }, { ...FREE, enter: (_p, _ms, run) => (turns.push(run), true) });
    const all = Array.from({ length: 5 }, async () => small.limiter.admit('P0'));
    for (const run of turns) run(true);
    expect((await Promise.all(all)).map(({ type }) => type)).toEqual(['full', 'full', 'full', 'full', 'shed']);
    expect([shed, small.shed]).toEqual([[['P2', false]], [['P0', false]]]);
  });

  it('has nobody wait where it simulates, and says who would have waited too long', () => {
    const { admitted, shed } = limiterOf({ mode: 'simulate' }, { enter: () => false, spentMs: () => 40 });
    expect([admitted('P0', 1), admitted('P1', 1), admitted('P2', 1), admitted('P3', 1)]).toEqual([1, 1, 1, 1]);
    expect(shed).toEqual([
      ['P2', true],
      ['P3', true],
    ]);
  });

  it.each([
    [{ waitMs: { ...LIMITER_DEFAULTS.waitMs, P1: -1 } }, 'waitMs.P1 is -1'],
    [{ minLimit: 0 }, 'limits are 0, 10, 1024'],
    [{ startLimit: 2000 }, 'limits are 4, 2000, 1024'],
    [{ shares: { ...LIMITER_DEFAULTS.shares, P2: 0 } }, 'shares.P2 is 0'],
  ] as const)('refuses %j', (change, text) => {
    expect(() => checkLimiter({ ...LIMITER_DEFAULTS, startLimit: 10, ...change })).toThrow(
      `Cannot limit load: ${text}`,
    );
  });
});
