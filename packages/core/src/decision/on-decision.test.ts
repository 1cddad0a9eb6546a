import { describe, expect, it } from 'vitest';
import type { BreakRun } from '../run/break-run.js';
import type { Turn } from '../turn.js';
import { aFilledRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { onCodeMissing } from './on-decision.js';

/** A break that waits for its decision in a session whose code for ads is not there. */
function deciding(): Turn {
  const {
    pod: _pod,
    ads: _ads,
    strategy: _strategy,
    strategyReason: _reason,
    spans: _spans,
    ...facts
  } = aFilledRun([]);
  const run: BreakRun = { ...facts, phase: 'deciding', deadlineMs: 1_001_500, resolving: null };
  const state = aState({}, { runs: [run] });
  const config = { ...state.config, errorUrl: 'https://beacons.example/error?code=[ERRORCODE]' };
  return { ...aTurn({ ...state, config }), ads: null };
}

describe('a decision whose code for ads does not load', () => {
  it('loses the break with its cause, tells the application 900 once, and leaves the player alone', () => {
    const turn = deciding();
    onCodeMissing(turn, BREAK.id, 'Error: 404');
    onCodeMissing(turn, BREAK.id, 'Error: 404');
    expect(turn.state.runs).toEqual([]);
    expect(toldIn(turn)).toEqual(['INTERNAL', 'closed']);
    const told = turn.effects.flatMap((effect) => (effect.type === 'tell' ? [effect.event] : []));
    expect(told.filter(({ type }) => type === 'report')).toMatchObject([
      { detail: { outcome: 'lost', causes: [{ name: 'INTERNAL', detail: 'the code for ads: Error: 404' }], ads: [] } },
    ]);
    expect(told.filter(({ type }) => type === 'beacon')).toMatchObject([
      { detail: { beacon: { event: 'error', url: 'https://beacons.example/error?code=900' }, stage: 'sent' } },
    ]);
  });

  it('that came too late anyway changes nothing', () => {
    const turn = deciding();
    onCodeMissing(turn, 'another break', 'Error: 404');
    expect(turn.effects).toEqual([]);
  });
});
