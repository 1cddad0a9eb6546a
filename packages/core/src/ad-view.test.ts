import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { viewOf } from './ad-view.js';
import type { AdRun, BreakRun } from './run/break-run.js';
import { aFilledRun, anAdRun, aState } from './turn.builder.js';

describe('viewOf(): ads in an element of their own', () => {
  const first = anAdRun(anAd('one', { durationMs: 10_000 }));
  const viewWith = (outcome: AdRun['outcome']) => {
    const ads = [first, anAdRun(anAd('two', { durationMs: 20_000 }), { outcome })];
    const run = { ...aFilledRun(ads, { strategy: 'secondElement' }), spans: [], phase: 'playing' } as const;
    const playing: BreakRun = { ...run, current: 'one', adMs: 4000, movedAtMs: 0 };
    return viewOf(aState({}, { runs: [playing] })).ad;
  };

  it.each([
    ['are counted together', null, { count: 2, remainingSeconds: 26 }],
    ['are not counted where one has failed', 'failed', { count: 1, remainingSeconds: 6 }],
    ['are not counted where one is too old to be shown', 'expired', { count: 1, remainingSeconds: 6 }],
  ] as const)('%s', (_what, outcome, wanted) => expect(viewWith(outcome)).toMatchObject({ position: 1, ...wanted }));
});
