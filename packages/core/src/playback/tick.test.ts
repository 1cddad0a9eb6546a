import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { TICK_MS } from '../config.js';
import type { BreakRun } from '../run/break-run.js';
import type { PlayerState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn } from '../turn.builder.js';
import { tick } from './tick.js';

const NOW = 1_000_000;
const STOOD_MS = 1500;

/** How long content, and an ad in an element of its own, have stood still after a tick that comes `afterMs` later than the last one. */
function stillAfter(afterMs: number, player: Partial<PlayerState>): readonly [number, number | null] {
  const run: BreakRun = {
    ...aFilledRun([anAdRun(anAd('one'))], { strategy: 'secondElement' }),
    ...{ phase: 'playing', current: 'one', adMs: 2000, movedAtMs: NOW - STOOD_MS },
  };
  const state = { runs: [run], nowMs: NOW + afterMs, tickedAtMs: NOW };
  const turn = aTurn(aState({ movedAtMs: NOW - STOOD_MS, ...player }, state));
  tick(turn);
  const [after] = turn.state.runs;
  const still = (atMs: number): number => turn.state.nowMs - atMs;
  return [still(turn.state.player.movedAtMs ?? 0), after?.phase === 'playing' ? still(after.movedAtMs) : null];
}

describe('how long a picture has stood still', () => {
  it('is the time since its last frame', () => {
    expect(stillAfter(TICK_MS, {})).toEqual([STOOD_MS + TICK_MS, STOOD_MS + TICK_MS]);
  });
  it('is what it was before a pause, however long that is: a pause is no stall, and ends none', () => {
    for (const ms of [TICK_MS, 1000, 60_000]) {
      expect(stillAfter(ms, { playState: 'paused', held: true })).toEqual([STOOD_MS, STOOD_MS]);
      expect(stillAfter(ms, { held: true })[1]).toBe(STOOD_MS);
    }
  });
  it('leaves a viewer who pauses on his way to a place as much time for it as he had', () => {
    const turn = aTurn(
      aState(
        { soughtAtMs: NOW - 4000, movedAtMs: NOW - 5000, playState: 'paused' },
        { nowMs: NOW + 30_000, tickedAtMs: NOW },
      ),
    );
    tick(turn);
    expect(turn.state.player).toMatchObject({ soughtAtMs: NOW + 26_000, movedAtMs: NOW + 25_000 });
  });
  it('has no part of a sleep of the page', () => {
    expect(stillAfter(60_000, {})).toEqual([STOOD_MS + TICK_MS, STOOD_MS + TICK_MS]);
  });
});
