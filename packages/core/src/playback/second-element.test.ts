import { expect, it } from 'vitest';
import { anAd } from '@cutaway/testkit';
import { adIn } from '../run/break-run.js';
import { runOf } from '../turn.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK } from '../turn.builder.js';
import { onAdFailed } from './second-element.js';

it.each([
  ['refused its element', 'ELEMENT_REFUSED', { phase: 'returning' }],
  ['broken', 'MEDIA_DECODE', { phase: 'playing', showing: { adInstanceId: 'two' } }],
] as const)('an ad that has played, and is %s before the next has its first frame, has played', (_what, name, then) => {
  const ads = [anAdRun(anAd('one'), { outcome: 'played' }), anAdRun(anAd('two'))];
  const playing = { phase: 'playing', current: 'one', adMs: 6000, movedAtMs: 1_000_000, spans: [] } as const;
  const showing = { adInstanceId: 'two', atMs: 1_000_000 };
  const run = { ...aFilledRun(ads, { strategy: 'secondElement' }), ...playing, showing };
  const turn = aTurn(aState({}, { runs: [run] }));
  onAdFailed(turn, 'one', name, 'content element: error');
  const now = runOf(turn, BREAK.id);
  expect(now).toMatchObject(then);
  expect(adIn(now, 'one')?.outcome).toBe('played');
});
