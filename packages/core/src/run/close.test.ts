import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { Strategy } from '../strategy.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import type { BreakRun } from './break-run.js';
import { close } from './close.js';

const preRoll: BreakRun = {
  ...aFilledRun([], { brk: { ...BREAK, id: 'pre', position: 'pre' }, insert: true }),
  ...{ phase: 'preparing', deadlineMs: 0 },
};

/** What is ordered when a pre-roll is over, while a mid-roll to which the viewer went has the screen, or is told to come there. */
function orderedBeside(strategy: Strategy, isOn: boolean): readonly string[] {
  const mid = aFilledRun([anAdRun(anAd('mid'))], { strategy, insert: true });
  const run: BreakRun = isOn
    ? { ...mid, phase: 'playing', current: 'mid', adMs: 1000, movedAtMs: 0 }
    : { ...mid, phase: 'armed', showing: { adInstanceId: 'mid', atMs: 0 } };
  const turn = aTurn(aState({}, { runs: [preRoll, run], live: false }));
  close(turn, preRoll);
  return toldIn(turn).filter((told) => told === 'show-content');
}

describe('a pre-roll that is over', () => {
  it('lets content go', () => {
    const turn = aTurn(aState({}, { runs: [preRoll], live: false }));
    close(turn, preRoll);
    expect(toldIn(turn)).toEqual(['closed', 'show-content']);
    expect(orderedBeside('stitch', true)).toEqual(['show-content']);
  });
  it('takes the screen from no ad that has it by now in an element of its own, or comes there', () => {
    for (const strategy of ['secondElement', 'reattach'] as const)
      for (const isOn of [true, false]) expect(orderedBeside(strategy, isOn)).toEqual([]);
  });
});
