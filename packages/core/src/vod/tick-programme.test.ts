import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import type { BreakRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { tickProgramme } from './tick-programme.js';

const NOW_MS = 1_000_000;

/** A pre-roll, or a post-roll, whose media is still being loaded. */
function preparing(id: string, deadlineMs: number, position: 'pre' | 'post' = 'pre'): BreakRun {
  const ads = [anAdRun(anAd(id), { media: { is: 'loading', sinceMs: 0 } })];
  const { spans: _, ...facts } = aFilledRun(ads, { insert: true, strategy: 'secondElement' });
  return { ...facts, brk: { ...BREAK, id, position }, phase: 'preparing', deadlineMs };
}

function tick(state: Partial<SessionState>, playState: 'playing' | 'ended' = 'playing') {
  const turn = aTurn(aState({ playState }, state));
  tickProgramme(turn);
  return { told: toldIn(turn), runs: turn.state.runs, turn };
}

describe('tickProgramme()', () => {
  it('gives content back when the media of a pre-roll is not there by its deadline', () => {
    expect(tick({ runs: [preparing('a', NOW_MS + 1)] }).told).toEqual([]);
    const { told, runs } = tick({ runs: [preparing('a', NOW_MS)] });
    expect(told).toEqual(['drop-ad', 'MEDIA_TIMEOUT', 'closed', 'show-content']);
    expect(runs).toEqual([]);
  });
  it('counts the time of a second one from when the first is over', () => {
    const { told, runs } = tick({ runs: [preparing('a', NOW_MS + 2000), preparing('b', NOW_MS)] });
    expect(told).toEqual([]);
    expect(runs[1]).toMatchObject({ phase: 'preparing', deadlineMs: NOW_MS + 2500 });
  });
  it('ends the title when the media of a post-roll is not there in its budget from the end of content on', () => {
    const before = tick({ runs: [preparing('a', NOW_MS - 1, 'post')] });
    expect(before.told).toEqual([]);
    expect(before.runs[0]).toMatchObject({ phase: 'preparing', deadlineMs: NOW_MS + 2500 });
    const { told, runs } = tick({ runs: [preparing('a', NOW_MS, 'post')] }, 'ended');
    expect(told).toEqual(['drop-ad', 'MEDIA_TIMEOUT', 'closed']);
    expect(runs).toEqual([]);
  });
  it('takes content that has ended for back: it has no frame left to show', () => {
    const { spans: _, ...facts } = aFilledRun([anAdRun(anAd('a'), { shownMs: 5760, outcome: 'played' })], {
      ...{ insert: true, strategy: 'secondElement' },
    });
    const returning = {
      phase: 'returning',
      how: 'show-content',
      since: 0,
      tries: 1,
      orderFailed: false,
      mediaMs: null,
    } as const;
    const run: BreakRun = { ...facts, brk: { ...BREAK, position: 'post' }, ...returning };
    expect(tick({ runs: [run] }).runs).toHaveLength(1);
    expect(tick({ runs: [run] }, 'ended').told).toEqual(['switch to content', 'closed']);
  });
  it('orders content back again where the order did not reach the player', () => {
    const { told, turn } = tick({ programme: { owed: { type: 'show-content' } } });
    expect(told).toEqual(['show-content']);
    expect(turn.state.programme?.owed).toBeUndefined();
  });
});
