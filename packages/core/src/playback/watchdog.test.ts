import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { BreakRun } from '../run/break-run.js';
import type { PlayerState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { onFatal, watch } from './watchdog.js';

const NOW = 1_000_000;
const ads = [anAdRun(anAd('one')), anAdRun(anAd('two'))];
const playing: BreakRun = {
  ...aFilledRun(ads),
  phase: 'playing',
  current: 'one',
  adMs: 2000,
  movedAtMs: NOW,
};
type Return = Extract<BreakRun, { phase: 'returning' }>['how'];
const returning = (sinceMs: number, tries = 1, orderFailed = false, how = 'show-content' as Return): BreakRun => ({
  ...aFilledRun(ads),
  phase: 'returning',
  how,
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
  it('does not take a seek of our own for a stall, for 5 s, or as long as a stall may be', () => {
    const afterSeek = (sinceMs: number, stallMs = 2000) => {
      const { config } = aState();
      const ordered = { toMs: BREAK.startsAt, fromMs: 0, atMs: NOW - sinceMs };
      const state = { runs: [playing], nowMs: NOW, viewer: { ordered }, config: { ...config, stallMs } };
      const turn = aTurn(aState({ movedAtMs: NOW - 60_000 }, state));
      watch(turn, playing);
      return toldIn(turn);
    };
    expect(afterSeek(5000)).toEqual([]);
    expect(afterSeek(5001)).toContain('reload-content');
    expect(afterSeek(8000, 8000)).toEqual([]);
  });
  it('does not take a seek of the viewer for one either, for as long as content may take to load', () => {
    const afterSeek = (sinceMs: number, movedAtMs = NOW - sinceMs + 300) =>
      watched(playing, { movedAtMs, soughtAtMs: NOW - sinceMs });
    expect(afterSeek(10_000)).toEqual([]);
    expect(afterSeek(10_001)).toContain('reload-content');
    // Content is where he wanted to be, and stands still since.
    expect(afterSeek(10_000, NOW - 2001)).toContain('reload-content');
  });
  it('leaves a stall far from the ads to the player', () => {
    const armed: BreakRun = { ...aFilledRun(ads), phase: 'armed', showing: null };
    expect(watched(armed, { movedAtMs: NOW - 5000, programMs: BREAK.startsAt - 2501 })).toEqual([]);
    expect(watched(armed, { movedAtMs: NOW - 5000, programMs: BREAK.startsAt - 2499 })).toContain('reload-content');
  });
});

describe('a fatal error of content', () => {
  const at = (id: string, inMs: number): BreakRun => {
    const brk = { ...BREAK, id, startsAt: BREAK.startsAt + inMs };
    const one = aFilledRun([anAdRun(anAd(id))], { brk });
    const spans = one.spans.map((span) => ({ ...span, startsAt: brk.startsAt, endsAt: brk.startsAt + 10_000 }));
    return { ...one, spans, phase: 'armed', showing: null };
  };
  const failedUrl = { url: 'https://o.example/7.m4s', status: 503 };
  const phasesAfter = (programMs: number | null) => {
    const runs = [at('next', 30_000), at('later', 60_000)];
    const turn = aTurn(aState({ programMs, failedUrl }, { runs, nowMs: NOW }));
    onFatal(turn, failedUrl.url, 'fatal');
    return turn.state.runs.map(({ phase }) => phase);
  };
  it('costs no ad that is far away, in whosever timeline', () => {
    expect(phasesAfter(BREAK.startsAt)).toEqual(['armed', 'armed']);
    expect(phasesAfter(BREAK.startsAt + 27_499)).toEqual(['armed', 'armed']);
  });
  it('takes out the break that the playhead is at, and before the first frame the one that lies first', () => {
    expect(phasesAfter(BREAK.startsAt + 27_501)).toEqual(['returning', 'armed']);
    expect(phasesAfter(null)).toEqual(['returning', 'armed']);
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
  it('gives a load 6 s, the next one 12, and each one after that 24: what is ordered again begins anew', () => {
    const reloading = (sinceMs: number, tries: number) => watched(returning(sinceMs, tries, false, 'reload-content'));
    for (const [tries, ms] of [
      [1, 6000],
      [2, 12_000],
      [3, 24_000],
      [9, 24_000],
    ] as const) {
      expect(reloading(ms - 1, tries)).toEqual([]);
      expect(reloading(ms, tries)).toEqual(['reload-content']);
    }
  });
  it('gives a load that failed by an error, after which the player goes on by itself, its time anew, three times', () => {
    const run = returning(5000, 1, false, 'reload-content');
    const turn = aTurn(aState({}, { runs: [run], nowMs: NOW }));
    onFatal(turn, null, 'manifestLoadError');
    expect(turn.state.runs[0]).toMatchObject({ since: NOW, tries: 1, failures: 1 });
    const often = aTurn(aState({}, { runs: [{ ...run, failures: 3 } as BreakRun], nowMs: NOW }));
    onFatal(often, null, 'manifestLoadError');
    expect(often.state.runs[0]).toMatchObject({ since: NOW - 5000, failures: 3 });
    expect(watched({ ...returning(6000, 1, false, 'reload-content'), failures: 3 } as BreakRun)).toEqual([
      'reload-content',
    ]);
  });
  it('counts a load that did not reach the player as none', () => {
    const run = returning(10, 1, true, 'reload-content');
    const turn = aTurn(aState({}, { runs: [run], nowMs: NOW }));
    watch(turn, run);
    expect(toldIn(turn)).toEqual(['reload-content']);
    expect(turn.state.runs[0]).toMatchObject({ tries: 1, since: NOW, orderFailed: false });
  });
});

describe('the watchdog, once content was ordered back and the viewer has paused', () => {
  const paused = { playState: 'paused' as const, held: true };
  it('orders once more, in case that it was not he', () => {
    expect(watched(returning(3000), paused)).toEqual(['show-content']);
  });
  it('then leaves him his place: nothing is loaded anew', () => {
    expect(watched(returning(60_000, 2), paused)).toEqual([]);
    expect(watched(returning(60_000, 1, false, 'reload-content'), paused)).toEqual([]);
  });
  it('does not attach content once more, which would play then', () => {
    const attached = { ...returning(3000), strategy: 'reattach' } as BreakRun;
    expect(watched(attached, paused)).toEqual([]);
    expect(watched(attached)).toEqual(['show-content']);
  });
  it('knows a pause of content that is older than the ad, which played since', () => {
    expect(watched(returning(3000, 2), { playState: 'paused', held: false })).toEqual(['reload-content']);
  });
  it('gives content all of its time from the moment at which he goes on', () => {
    const run = returning(60_000, 2);
    const turn = aTurn(aState(paused, { runs: [run], nowMs: NOW }));
    watch(turn, run);
    expect(turn.state.runs[0]).toMatchObject({ since: NOW, tries: 2 });
  });
  it('orders again where the order did not reach the player', () => {
    expect(watched(returning(10, 2, true), paused)).toEqual(['show-content']);
    expect(watched(returning(10, 2, true, 'reload-content'), paused)).toEqual(['reload-content']);
  });
});
