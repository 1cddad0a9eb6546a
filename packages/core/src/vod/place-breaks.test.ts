import { describe, expect, it } from 'vitest';
import { completeConfig } from '../config.js';
import type { SessionState } from '../state.js';
import { aState, aTurn, toldIn } from '../turn.builder.js';
import { announce } from '../decision/ask.js';
import { placeBreaks } from './place-breaks.js';

const STARTS_AT = 1_000_000;
const withBreaks = (breaks: readonly string[], state: Partial<SessionState> = {}) =>
  aTurn(
    aState(
      { programMs: STARTS_AT + 5000, mediaMs: 5000 },
      {
        config: completeConfig({ decision: { url: 'https://ads.example/' }, breaks }),
        ...{ live: false, durationMs: 600_000 },
        ...state,
      },
    ),
  );

describe('placeBreaks()', () => {
  it('announces each break once, counted from where content begins', () => {
    const turn = withBreaks(['start', '00:01:00', '50%', 'end']);
    placeBreaks(turn);
    placeBreaks(turn);
    expect(turn.state.runs.map(({ brk }) => [brk.id, brk.startsAt - STARTS_AT, brk.position])).toEqual([
      ['app@00:01:00', 60_000, undefined],
      ['app@50%', 300_000, undefined],
      ['app@end', 600_000, 'post'],
    ]);
  });
  it('waits until it is known how long content is', () => {
    const turn = withBreaks(['00:01:00', 'end'], { durationMs: null, live: null });
    placeBreaks(turn);
    expect(turn.state.runs).toEqual([]);
  });
  it('says that a live stream has no place for any, once', () => {
    const turn = withBreaks(['start', '00:01:00', 'end'], { live: true, durationMs: null });
    placeBreaks(turn);
    placeBreaks(turn);
    expect(toldIn(turn)).toEqual(['SIGNAL_UNPLACED', 'SIGNAL_UNPLACED']);
  });
  it('puts what lies at 0 before content while that is held back', () => {
    const turn = withBreaks(['00:00:00', '0%', '00:01:00'], { durationMs: null, live: null });
    const told = { plannedMs: null, autoReturn: false, upids: [], segmentationTypeId: null };
    announce(turn, { id: 'pre', kind: 'linear', carrier: 'app', startsAt: 0, position: 'pre', ...told });
    placeBreaks(turn);
    expect(turn.state.runs.map(({ brk }) => [brk.id, brk.position])).toEqual([
      ['pre', 'pre'],
      ['app@00:00:00', 'pre'],
      ['app@0%', 'pre'],
    ]);
    turn.state = { ...turn.state, live: false, durationMs: 600_000 };
    placeBreaks(turn);
    expect(turn.state.runs.slice(3).map(({ brk }) => brk.id)).toEqual(['app@00:01:00']);
  });
});
