import { describe, expect, it } from 'vitest';
import { isSought } from '../playback/is-sought.js';
import { aState, aTurn, BREAK } from '../turn.builder.js';
import { seekTo } from './seek-to.js';

const NOW = 1_000_000;

describe('a seek of the session’s own', () => {
  it('ends the time that the viewer’s had: he is brought to where he does not want to be', () => {
    const turn = aTurn(aState({ soughtAtMs: NOW - 100, movedAtMs: NOW - 1000 }, { nowMs: NOW }));
    expect(isSought(turn.state)).toBe(true);
    seekTo(turn, BREAK.startsAt);
    expect(isSought(turn.state)).toBe(false);
    expect(turn.state.viewer?.ordered).toMatchObject({ toMs: BREAK.startsAt, atMs: NOW });
  });
});
