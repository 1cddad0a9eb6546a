import { planStitch } from '@cutaway/manifest';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { onPortFailed } from '../hear/on-port-failed.js';
import type { FilledRun } from '../run/break-run.js';
import type { PlayerState, SessionState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK } from '../turn.builder.js';
import { LATER as later, MEDIA as media, PLAN as plan } from './inserted-ads.builder.js';
import { tick } from './tick.js';

const NOW = 1_000_000;

/** Content that stands 3 s into the ads of a break that nobody has a run of any more. */
function stood(player: Partial<PlayerState> = {}, state: Partial<SessionState> = {}) {
  const last = { mediaMs: 32_000, programMs: BREAK.startsAt, frameMs: plan.startsAt + 3000, atMs: NOW - 2001, rate: 1 };
  const still: Partial<PlayerState> = { movedAtMs: NOW - 2001, mediaMs: 32_000, playState: 'playing', ...player };
  const facts = { plans: [plan, later], live: false, publishedEdge: 0, nowMs: NOW, tickedAtMs: NOW - 250 };
  const turn = aTurn(aState(still, { ...facts, viewer: { last }, ...state }));
  tick(turn);
  return turn;
}

const ordered = ({ effects }: ReturnType<typeof stood>) =>
  effects.flatMap((effect) => (effect.type === 'player' ? [effect.command] : []));

describe('ads of a break that is over, which a viewer comes to again and which do not play', () => {
  it('are taken out, the others stay, and content goes on at their place', () => {
    const turn = stood();
    expect(ordered(turn)).toEqual([{ type: 'reload-content', mediaMs: 29_000 }]);
    expect(turn.state.plans).toEqual([later]);
    tick(turn);
    expect(ordered(turn)).toHaveLength(1);
  });
  it('are taken out of a live stream, too', () => {
    const { breakId, startsAt } = { breakId: BREAK.id, startsAt: BREAK.startsAt - 1000 };
    const live = planStitch({ breakId, startsAt, endsAt: startsAt + 5760, ads: [media] });
    const turn = stood({}, { plans: [live], live: true, publishedEdge: BREAK.startsAt + 60_000 });
    expect(ordered(turn)).toEqual([{ type: 'reload-content' }]);
    expect(turn.state.plans).toEqual([]);
  });
  it('are taken out though the player threw at it once', () => {
    const turn = stood();
    const [effect] = turn.effects.splice(0);
    if (effect) onPortFailed(turn, effect, 'it throws');
    tick(turn);
    expect(ordered(turn)).toEqual([{ type: 'reload-content', mediaMs: 29_000 }]);
  });
  it('are left alone where they are not what the picture waits for', () => {
    expect(ordered(stood({ movedAtMs: NOW - 2000 }))).toEqual([]);
    expect(ordered(stood({ playState: 'paused' }))).toEqual([]);
    expect(ordered(stood({ playState: 'ended' }))).toEqual([]);
    expect(ordered(stood({ programMs: BREAK.startsAt - 60_000 }))).toEqual([]);
    expect(ordered(stood({ soughtAtMs: NOW - 2001 }))).toEqual([]);
    expect(ordered(stood({ programMs: BREAK.startsAt - 1000, bufferMs: 500 }))).toEqual([]);
    const apart: FilledRun = {
      ...aFilledRun([anAdRun(anAd('two'))], { strategy: 'secondElement', insert: true, brk: { ...BREAK, id: 'two' } }),
      ...{ phase: 'playing', spans: [], current: 'two', adMs: 1000, movedAtMs: NOW },
    };
    expect(ordered(stood({}, { runs: [apart] }))).toEqual([]);
  });
});
