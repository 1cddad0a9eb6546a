import { describe, expect, it } from 'vitest';
import { announce } from '../decision/ask.js';
import { BREAK, aState, aTurn } from '../turn.builder.js';
import { amend } from '../turn.js';
import { onPlayer } from './on-player.js';

const ANNOUNCED_AT = 1_000_000;

/** A break is heard while the player says `programMs`; frames come `afterMs` later. */
function heard(programMs: number | null, frames: readonly { afterMs: number; programMs: number }[]) {
  const turn = aTurn(aState({ programMs }, { nowMs: ANNOUNCED_AT }));
  announce(turn, BREAK);
  for (const { afterMs, programMs: at } of frames) {
    amend(turn, { nowMs: ANNOUNCED_AT + afterMs });
    onPlayer(turn, { type: 'content-frame', mediaMs: at, programMs: at });
  }
  return turn.state.runs[0]?.leadMs;
}

describe('the lead of a break', () => {
  it('is the way from the playhead to the break when it was heard', () => {
    expect(heard(BREAK.startsAt - 9000, [])).toBe(9000);
  });
  it('is not known while the player has not told where it is', () => {
    expect(heard(null, [])).toBeNull();
  });
  it('is settled by the first position: what has passed since the break was heard and what is still to come', () => {
    expect(heard(null, [{ afterMs: 2500, programMs: BREAK.startsAt - 6000 }])).toBe(8500);
  });
  it('stays as it was settled, wherever the playhead is moved to after that', () => {
    const frames = [
      { afterMs: 1000, programMs: BREAK.startsAt - 8000 },
      { afterMs: 1100, programMs: BREAK.startsAt - 1000 },
    ];
    expect(heard(null, frames)).toBe(9000);
    expect(heard(BREAK.startsAt - 9000, frames)).toBe(9000);
  });
});

describe('a viewer who seeks', () => {
  it('has no more time for a place when he asks for it again, and all of it for another one, or once a frame has come', () => {
    const turn = aTurn(aState({ mediaMs: 10_000, movedAtMs: ANNOUNCED_AT - 100 }, { nowMs: ANNOUNCED_AT }));
    const soughtAfter = (afterMs: number, mediaMs: number) => {
      amend(turn, { nowMs: ANNOUNCED_AT + afterMs });
      onPlayer(turn, { type: 'seeking', mediaMs });
      return (turn.state.player.soughtAtMs ?? 0) - ANNOUNCED_AT;
    };
    expect(soughtAfter(0, 50_000)).toBe(0);
    expect(soughtAfter(2000, 50_000)).toBe(0);
    expect(soughtAfter(3000, 70_000)).toBe(3000);
    amend(turn, { nowMs: ANNOUNCED_AT + 3500 });
    onPlayer(turn, { type: 'content-frame', mediaMs: 12_000, programMs: 12_000 });
    expect(soughtAfter(4000, 70_000)).toBe(4000);
  });
});
