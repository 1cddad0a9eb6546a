import { expect, it } from 'vitest';
import { aState, aTurn } from '../turn.builder.js';
import { NO_AHEAD } from './ahead-state.js';
import { tick } from './tick-ahead.js';

it('a break ahead whose hint grew too old while the device slept is not asked for: nobody would take the answer', () => {
  const nowMs = 1_000_000;
  const hint = {
    ...{ planId: 'plan', expectedStartMs: nowMs + 60_000, durationMs: 10_000, expiresAtMs: nowMs - 1 },
    ...{ windowStartMs: nowMs - 60_000, windowMs: 10_000, names: ['break-0'], mac: 'signed' },
  };
  const hints = [{ hint, askAtMs: nowMs - 55_000, is: 'waiting' } as const];
  const turn = aTurn(aState({}, { nowMs, live: true, ahead: { ...NO_AHEAD, isLoaded: true, hints } }));
  tick(turn);
  expect([turn.state.ahead?.hints, turn.effects]).toEqual([[], []]);
});
