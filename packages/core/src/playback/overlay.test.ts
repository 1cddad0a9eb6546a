import { describe, expect, it } from 'vitest';
import { anAd, anOverlay } from '@cutaway/testkit';
import { adIn, type BreakRun, filled } from '../run/break-run.js';
import { runOf } from '../turn.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK } from '../turn.builder.js';
import { followOverlay, watchOverlay } from './overlay.js';

const NOW_MS = 1_000_000;
const image = aFilledRun([anAdRun(anOverlay('banner', 60_000))], {
  ...{ strategy: 'overlay', brk: { ...BREAK, id: 'image', kind: 'overlay' }, endsAt: null },
});
const onScreen: BreakRun = {
  ...aFilledRun([anAdRun(anAd('spot'))]),
  ...{ phase: 'playing', current: 'spot', adMs: 1000, movedAtMs: NOW_MS },
};

describe('an overlay that an ad covers', () => {
  it('is not given up for an image that nobody could be shown', () => {
    const told = { adInstanceId: 'banner', atMs: NOW_MS - 10_000 };
    const run = { ...image, phase: 'armed', spans: [], showing: told } as const;
    const turn = aTurn(aState({}, { nowMs: NOW_MS, runs: [run, onScreen] }));
    watchOverlay(turn, run);
    expect(runOf(turn, 'image')).toMatchObject({ phase: 'armed', causes: [], showing: { atMs: NOW_MS } });
  });

  it('is not counted as shown meanwhile, and is again after it', () => {
    const { startsAt } = BREAK;
    const spans = [{ adInstanceId: 'banner', startsAt, endsAt: startsAt + 60_000 }];
    const before = { phase: 'playing', spans, current: 'banner', adMs: 1000, movedAtMs: NOW_MS - 40 } as const;
    const turn = aTurn(aState({}, { nowMs: NOW_MS, runs: [{ ...image, ...before }, onScreen] }));
    const follow = (shownFrom: number): void => {
      const run = filled(runOf(turn, 'image'));
      if (run) followOverlay(turn, run, startsAt + shownFrom);
    };
    follow(1040);
    const shownMs = (): unknown => adIn(runOf(turn, 'image'), 'banner')?.shownMs;
    expect(shownMs()).toBe(0);
    turn.state = { ...turn.state, runs: turn.state.runs.slice(0, 1) };
    follow(1080);
    expect(shownMs()).toBe(40);
  });
});
