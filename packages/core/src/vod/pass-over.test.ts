import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import type { BreakRun } from '../run/break-run.js';
import { passOver, passRest } from './pass-over.js';

const armed: BreakRun = {
  ...aFilledRun([anAdRun(anAd('one'))], { insert: true, strategy: 'secondElement' }),
  ...{ phase: 'armed', showing: null, spans: [] },
};
const SHOWING = { adInstanceId: 'one', atMs: 0 };

/** Content was 1 s before the break a second ago, and is now so far from it. */
function moveTo(fromBreakMs: number, run: BreakRun = armed) {
  const state = aState({}, { runs: [run], programme: { last: { programMs: BREAK.startsAt - 1000, atMs: 999_000 } } });
  const turn = aTurn(state);
  passOver(turn, BREAK.startsAt + fromBreakMs);
  return { told: toldIn(turn), left: turn.state.runs.length, turn };
}

describe('passOver()', () => {
  it('lets content run up to a break and a little over it', () => {
    for (const ms of [-40, 0, 900]) expect(moveTo(ms)).toMatchObject({ told: [], left: 1 });
  });
  it('closes a break that a seek jumped over as cancelled, and frees what it had loaded', () => {
    const { told, left } = moveTo(20_000);
    expect(told).toEqual(['BREAK_PASSED', 'drop-ad', 'closed']);
    expect(left).toBe(0);
  });
  it('keeps a break that a seek lands on, or before', () => {
    for (const ms of [-20_000, 200]) expect(moveTo(ms).left).toBe(1);
  });
  it('leaves alone what is on its way to the screen, what lies in the text, and what is beside content', () => {
    const { spans } = aFilledRun([anAdRun(anAd('one'))]);
    const others: readonly BreakRun[] = [
      { ...armed, showing: SHOWING } as BreakRun,
      { ...armed, spans } as BreakRun,
      { ...armed, brk: { ...BREAK, position: 'post' } },
      { ...armed, insert: false },
    ];
    for (const run of others) expect(moveTo(20_000, run).left).toBe(1);
  });
  it('leaves alone what nobody has asked for, and what the viewer is brought back to', () => {
    const { spans: _, ads: _ads, ...facts } = aFilledRun([]);
    const signalled = { ...facts, insert: true, phase: 'signalled', askAtMs: 0 } as BreakRun;
    expect(moveTo(20_000, signalled).left).toBe(1);
    const detour = { breakIds: [BREAK.id], targetMs: BREAK.startsAt + 20_000, toEdgeMs: null };
    const turn = aTurn(aState({}, { runs: [armed], viewer: { detour } }));
    passOver(turn, BREAK.startsAt + 20_000);
    expect(turn.state.runs).toHaveLength(1);
  });
  it('gives a break up that was not ready within the budgets behind its start', () => {
    const late = aState(
      {},
      { runs: [armed], programme: { last: { programMs: BREAK.startsAt + 3950, atMs: 999_900 } } },
    );
    const turn = aTurn(late);
    passOver(turn, BREAK.startsAt + 4050);
    expect(toldIn(turn)).toEqual(['BREAK_TOO_LATE', 'drop-ad', 'closed']);
  });
});

describe('passRest()', () => {
  it('closes the breaks that content ended before, and not the one behind it', () => {
    const post: BreakRun = { ...armed, brk: { ...BREAK, id: 'post', position: 'post' } };
    const turn = aTurn(aState({ playState: 'ended' }, { runs: [armed, post] }));
    passRest(turn);
    expect(turn.state.runs.map(({ brk }) => brk.id)).toEqual(['post']);
  });
});
