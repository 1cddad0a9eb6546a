import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerWithin, type LadderOptions, type Rung, type Turn } from './answer-within.js';

/** Time that passes when it is told to. */
function aTimer() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    nowMs: () => now,
    after(ms: number, run: () => void) {
      const one = { at: now + ms, run };
      waiting.push(one);
      return () => void (waiting = waiting.filter((other) => other !== one));
    },
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
        const [next] = waiting.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        now = next.at;
        waiting = waiting.filter((one) => one !== next);
        next.run();
      }
      now = until;
    },
    count: () => waiting.length,
  };
}

type Timer = ReturnType<typeof aTimer>;
const takes = (timer: Timer, ms: number, value: string | null) => () =>
  new Promise<string | null>((resolve) => void timer.after(ms, () => resolve(value)));
const contingency: Rung<string> = { rung: 'contingency', run: () => 'house' };
const slate: Rung<string> = { rung: 'slate', run: () => 'slate' };

/** Answers a request that waits for 100 ms. */
async function walk(timer: Timer, rungs: readonly Rung<string>[], more: Partial<LadderOptions<string>> = {}) {
  const walked = answerWithin({ deadlineMs: 100, rungs, empty: () => 'nothing', timer, ...more });
  let answeredAtMs = -1;
  void walked.then(() => (answeredAtMs = timer.nowMs()));
  await timer.pass(1000);
  return { ...(await walked), answeredAtMs };
}

describe('answerWithin', () => {
  it('gives the full decision where it comes in time', async () => {
    const timer = aTimer();
    const answered = await walk(timer, [{ rung: 'full', run: takes(timer, 50, 'best') }, contingency]);
    expect(answered).toEqual({ value: 'best', rung: 'full', reason: null, falls: [], answeredAtMs: 50 });
    expect(timer.count()).toBe(0);
  });

  it('falls to the cohort when the slice is over, and says why', async () => {
    const timer = aTimer();
    const cohort: Rung<string> = { rung: 'cohort', run: takes(timer, 20, 'for many') };
    const answered = await walk(timer, [{ rung: 'full', sliceMs: 60, run: takes(timer, 70, 'best') }, cohort]);
    expect(answered).toMatchObject({ value: 'for many', rung: 'cohort', reason: 'deadline', answeredAtMs: 80 });
  });

  it('keeps time back for what is ready: nothing waits past the deadline', async () => {
    const timer = aTimer();
    const cohort: Rung<string> = { rung: 'cohort', run: takes(timer, 500, 'for many') };
    const answered = await walk(timer, [{ rung: 'full', run: takes(timer, 500, 'best') }, cohort, contingency]);
    expect(answered).toMatchObject({ value: 'house', rung: 'contingency', reason: 'deadline', answeredAtMs: 90 });
    expect(answered.falls.map(({ rung }) => rung)).toEqual(['full', 'cohort']);
  });

  it.each<[string, Omit<Rung<string>, 'rung'>]>([
    ['no-candidates', { run: () => null }],
    ['failed', { run: () => Promise.reject(new Error('store is gone')) }],
    [
      'failed',
      {
        run: () => {
          throw new Error('bug');
        },
      },
    ],
    ['shed', { run: () => 'best', skip: 'shed' }],
  ])('names %s as the reason', async (reason, parts) => {
    const answered = await walk(aTimer(), [{ rung: 'full', ...parts }, slate]);
    expect(answered).toMatchObject({ value: 'slate', rung: 'slate', reason });
  });

  it('says nothing, validly, where no rung has anything', async () => {
    const answered = await walk(aTimer(), [
      { rung: 'full', run: () => null, skip: 'shed' },
      { ...contingency, run: () => null },
    ]);
    expect(answered).toMatchObject({ value: 'nothing', rung: 'empty', reason: 'no-candidates' });
  });

  it('still gives what is ready to whoever brings no time at all', async () => {
    const rungs: readonly Rung<string>[] = [{ rung: 'full', run: () => 'best' }, contingency];
    expect(await walk(aTimer(), rungs, { deadlineMs: 0 })).toMatchObject({ rung: 'contingency', reason: 'deadline' });
  });

  it('hands a late answer to whoever asks next, and tells the late one to stop', async () => {
    const timer = aTimer();
    const late: string[] = [];
    let turn: Turn = { isOver: false };
    const full: Rung<string> = {
      rung: 'full',
      run: (given) => {
        turn = given;
        return takes(timer, 300, 'best')();
      },
    };
    const onLate = (rung: string, value: string) => late.push(`${rung}: ${value}`);
    expect((await walk(timer, [full, slate], { onLate })).rung).toBe('slate');
    expect(late).toEqual(['full: best']);
    expect(turn.isOver).toBe(true);
  });

  it('tells what broke, and is not broken by who listens', async () => {
    const broken: unknown[] = [];
    const onFailed = (_: string, error: unknown) => {
      broken.push(error);
      throw new Error('the log is full');
    };
    const full: Rung<string> = { rung: 'full', run: () => Promise.reject(new Error('store is gone')) };
    expect((await walk(aTimer(), [full, slate], { onFailed })).value).toBe('slate');
    expect(broken).toEqual([new Error('store is gone')]);
  });

  it('always answers in time, whatever its rungs do', async () => {
    const anyRun = fc.record({
      rung: fc.constantFrom('full', 'cohort', 'contingency', 'slate'),
      ms: fc.integer({ min: 0, max: 300 }),
      does: fc.constantFrom('answers', 'has nothing', 'rejects', 'throws', 'is skipped', 'answers at once'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRun, { maxLength: 5 }), async (runs) => {
        const timer = aTimer();
        const rungs = runs.map(({ rung, ms, does }): Rung<string> => ({
          rung,
          skip: does === 'is skipped' ? 'shed' : null,
          run: () => {
            if (does === 'throws') throw new Error('bug');
            if (does === 'answers at once') return 'value';
            const value = takes(timer, ms, does === 'has nothing' ? null : 'value')();
            return does === 'rejects' ? value.then(() => Promise.reject(new Error('bug'))) : value;
          },
        }));
        const { answeredAtMs, value, rung, falls } = await walk(timer, rungs);
        return answeredAtMs <= 100 && (value === 'nothing') === (rung === 'empty') && falls.length <= runs.length;
      }),
      { numRuns: 60 },
    );
  });
});
