import { describe, expect, it } from 'vitest';
import { aState, aTurn, toldIn } from '../turn.builder.js';
import type { Viewer } from './viewer.js';
import { tickPolicies } from './tick-policies.js';

const TARGET = 95_800;

/** What is ordered once the break that a viewer was to see on his way came to nothing, by where content is then. */
function orderedAt(
  programMs: number,
  more: Viewer = {},
  playState: 'playing' | 'ended' = 'playing',
): readonly string[] {
  const viewer = { detour: { breakIds: ['gone'], targetMs: TARGET, toEdgeMs: null }, ...more };
  const turn = aTurn(aState({ programMs, playState }, { live: false, viewer }));
  tickPolicies(turn);
  return toldIn(turn);
}

describe('a break on the way that came to nothing', () => {
  it('brings the viewer to where he wanted to be', () => {
    expect(orderedAt(69_120)).toEqual(['seek-program']);
  });
  it('leaves him alone where he has watched on there, and does not show him the same again', () => {
    expect(orderedAt(TARGET)).toEqual([]);
    expect(orderedAt(TARGET + 160)).toEqual([]);
  });
  it('brings him back from where he is being brought, of which no frame has come, unless he is at the end', () => {
    const ordered = { toMs: 69_120, fromMs: 5000, atMs: 1_000_000 };
    expect(orderedAt(TARGET + 160, { ordered })).toEqual(['seek-program']);
    expect(orderedAt(TARGET + 160, { ordered }, 'ended')).toEqual([]);
  });
});
