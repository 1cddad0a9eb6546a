import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { BreakRun } from '../run/break-run.js';
import type { PlayerState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { watch } from './watchdog.js';

const NOW = 1_000_000;
const ads = [anAdRun(anAd('one')), anAdRun(anAd('two'))];
const playing: BreakRun = {
  ...aFilledRun(ads),
  phase: 'playing',
  current: 'one',
  adMs: 2000,
  movedAtMs: NOW,
};
const returning = (sinceMs: number, tries = 1, orderFailed = false): BreakRun => ({
  ...aFilledRun(ads),
  phase: 'returning',
  how: 'show-content',
  since: NOW - sinceMs,
  tries,
  orderFailed,
  mediaMs: null,
});

function watched(run: BreakRun, player: Partial<PlayerState> = {}): string[] {
  const turn = aTurn(aState(player, { runs: [run], nowMs: NOW }));
  watch(turn, run);
  return toldIn(turn);
}

describe('the watchdog, with ads in the content’s own timeline', () => {
  it('lets a picture be that moved within the stall time', () => {
    expect(watched(playing, { movedAtMs: NOW - 2000 })).toEqual([]);
  });
  it('fails the ad and loads the stream anew when nothing has moved for longer', () => {
    expect(watched(playing, { movedAtMs: NOW - 2001 })).toEqual(['MEDIA_STALLED', 'returning', 'reload-content']);
  });
  it('names what the network said, where it said something', () => {
    const failedUrl = { url: 'https://ads.example/one/1.m4s', status: 404 };
    expect(watched(playing, { movedAtMs: NOW - 2001, failedUrl })[0]).toBe('MEDIA_NOT_FOUND');
  });
  it('does nothing while the viewer has paused', () => {
    expect(watched(playing, { movedAtMs: NOW - 60_000, playState: 'paused' })).toEqual([]);
  });
  it('leaves a stall far from the ads to the player', () => {
    const armed: BreakRun = { ...aFilledRun(ads), phase: 'armed', showing: null };
    expect(watched(armed, { movedAtMs: NOW - 5000, programMs: BREAK.startsAt - 2501 })).toEqual([]);
    expect(watched(armed, { movedAtMs: NOW - 5000, programMs: BREAK.startsAt - 2499 })).toContain('reload-content');
  });
});

describe('the watchdog, with ads in a second element', () => {
  const second = { ...playing, strategy: 'secondElement' } as BreakRun;
  it('shows the next ad when the one on the screen stands still, whatever content does', () => {
    expect(watched({ ...second, movedAtMs: NOW - 2001 } as BreakRun, { movedAtMs: NOW })).toEqual([
      'MEDIA_STALLED',
      'drop-ad',
      'show-ad',
    ]);
  });
  it('gives up a warm element that shows no frame', () => {
    const showing = { adInstanceId: 'one', atMs: NOW - 1501 };
    const armed: BreakRun = { ...aFilledRun(ads, { strategy: 'secondElement' }), phase: 'armed', showing };
    expect(watched(armed)).toEqual(['MEDIA_TIMEOUT', 'drop-ad', 'show-ad']);
  });
});

describe('the watchdog, once content was ordered back', () => {
  it('waits three seconds for a frame', () => {
    expect(watched(returning(2999))).toEqual([]);
  });
  it('orders again, and harder from the second time on', () => {
    expect(watched(returning(3000))).toEqual(['show-content']);
    expect(watched(returning(3000, 2))).toEqual(['reload-content']);
  });
  it('orders again at once where the order did not reach the player', () => {
    expect(watched(returning(10, 1, true))).toEqual(['show-content']);
  });
  it('goes on while the viewer has paused', () => {
    expect(watched(returning(3000), { playState: 'paused' })).toEqual(['show-content']);
  });
});
