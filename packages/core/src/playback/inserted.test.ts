import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { FilledRun } from '../run/break-run.js';
import type { PlayerState, SessionState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { followSpans } from './follow-spans.js';
import { contentTime, placeWithout } from './inserted.js';
import { amend } from '../turn.js';
import { LATER as other, MEDIA as media, PLAN as plan, SEGMENT as segment } from './inserted-ads.builder.js';
import { tick } from './tick.js';
import { breakDown, onFatal, watch } from './watchdog.js';

const NOW = 1_000_000;
const run = aFilledRun([anAdRun(anAd('one'), { media: { is: 'ready', media } })], { insert: true, strategy: 'stitch' });
const spans = [{ adInstanceId: 'one', startsAt: plan.startsAt, endsAt: plan.endsAt }];
const armed: FilledRun = { ...run, spans, phase: 'armed', showing: null };
const playing: FilledRun = { ...run, spans, phase: 'playing', current: 'one', adMs: 2000, movedAtMs: NOW };

const turnOf = (one: FilledRun, player: Partial<PlayerState> = {}, state: Partial<SessionState> = {}) =>
  aTurn(aState(player, { runs: [one], plans: [plan, other], live: false, publishedEdge: 0, nowMs: NOW, ...state }));

describe('content’s clock, with ads inserted', () => {
  it('stands still while an ad is on, and runs while content is', () => {
    expect(contentTime(turnOf(playing), plan.startsAt + 3000)).toBe(BREAK.startsAt);
    expect(contentTime(turnOf(playing), other.startsAt + 1)).toBe(BREAK.startsAt + 600_000);
    expect(contentTime(turnOf(playing), BREAK.startsAt - 40)).toBe(BREAK.startsAt - 40);
  });
  it('stays where it was for a frame of a text that is not played any more', () => {
    expect(contentTime(turnOf(playing, { programMs: 77 }, { plans: [] }), plan.startsAt)).toBe(77);
  });
});

describe('followSpans, with ads inserted', () => {
  it('keeps a break that is not on the screen: the viewer may come back to it', () => {
    const turn = turnOf(armed);
    followSpans(turn, armed, BREAK.startsAt + 60_000, 'https://o.example/9.m4s');
    expect(toldIn(turn)).toEqual([]);
  });
  it('closes it when content is back', () => {
    const turn = turnOf(playing);
    followSpans(turn, playing, BREAK.startsAt, 'https://o.example/5.m4s');
    expect(toldIn(turn)).toEqual(['switch to content', 'closed']);
  });
});

describe('the watchdog, with ads inserted', () => {
  const stalled = { movedAtMs: NOW - 2001, mediaMs: 32_000 };
  const ordered = (one: FilledRun, player: Partial<PlayerState>) => {
    const turn = turnOf(one, player);
    watch(turn, one);
    return { turn, orders: turn.effects.flatMap((effect) => (effect.type === 'player' ? [effect.command] : [])) };
  };

  it('takes nothing out while content waits for ads that have an element of their own', () => {
    const apart: FilledRun = { ...playing, strategy: 'secondElement', spans: [], brk: { ...BREAK, id: 'apart' } };
    const ready: FilledRun = { ...armed, story: { readyAtMs: NOW - 60_000 } };
    const before = { movedAtMs: null, mediaMs: null, programMs: null, playState: 'waiting' } as const;
    for (const player of [before, { movedAtMs: NOW - 2001 }])
      for (const [runs, count] of [[[ready], 1] as const, [[apart, ready], 0] as const]) {
        const turn = turnOf(ready, player, { runs });
        watch(turn, ready);
        expect(turn.effects.filter(({ type }) => type === 'player')).toHaveLength(count);
      }
  });

  it('takes the break out that does not go on, keeps the others, and goes on where content was left', () => {
    const { turn, orders } = ordered(playing, stalled);
    expect(orders).toEqual([{ type: 'reload-content', mediaMs: 30_000 }]);
    expect(turn.state.plans).toEqual([other]);
    expect(turn.state.publishedEdge).toBe(0);
  });
  it('goes on where it stands when it stands in front of the ad', () => {
    const { orders } = ordered(armed, { ...stalled, programMs: BREAK.startsAt - 100 });
    expect(orders).toEqual([{ type: 'reload-content', mediaMs: 32_000 }]);
  });
  it('gives a seek that stays within the ads less time than one to content: they are there, or do not play', () => {
    const last = {
      mediaMs: 32_000,
      programMs: BREAK.startsAt,
      frameMs: plan.startsAt + 2000,
      atMs: NOW - 9000,
      rate: 1,
    };
    const afterSeek = (byMs: number, sinceMs: number) => {
      const player = {
        movedAtMs: NOW - sinceMs,
        mediaMs: 32_000,
        soughtAtMs: NOW - sinceMs,
        soughtToMs: 32_000 + byMs,
      };
      const turn = turnOf(playing, player, { viewer: { last } });
      watch(turn, playing);
      return toldIn(turn);
    };
    expect(afterSeek(3000, 4000)).toEqual([]);
    expect(afterSeek(3000, 4001)).toContain('reload-content');
    for (const byMs of [3760, -2001]) expect(afterSeek(byMs, 10_000)).toEqual([]);
  });
  it('leaves a stall elsewhere to the player, and a fatal error that is not of its ads', () => {
    const far = { ...stalled, programMs: BREAK.startsAt - 60_000 };
    expect(ordered(armed, far).orders).toEqual([]);
    const turn = turnOf(armed, { ...far, failedUrl: { url: 'https://o.example/5.m4s', status: 404 } });
    breakDown(turn, BREAK.id, 'fatal');
    expect(toldIn(turn)).toEqual([]);
  });
  it('takes it out at once when one of its segments is gone, however far it is', () => {
    const turn = turnOf(armed, { programMs: BREAK.startsAt - 60_000, failedUrl: { url: segment.uri, status: 404 } });
    breakDown(turn, BREAK.id, 'fatal');
    expect(toldIn(turn)).toEqual(['MEDIA_NOT_FOUND', 'returning', 'reload-content']);
  });
  it('leaves a segment of content that is gone to the player, also beside an ad, which hears 402 only once nothing moves', () => {
    const gone = { url: 'https://o.example/5.m4s', status: 503 };
    const turn = turnOf(playing, { movedAtMs: NOW, mediaMs: 32_000, failedUrl: gone });
    onFatal(turn, gone.url, 'fatal');
    expect(toldIn(turn)).toEqual([]);
    const late = turnOf(playing, { ...stalled, failedUrl: gone });
    watch(late, playing);
    expect(toldIn(late)).toEqual(['MEDIA_STALLED', 'returning', 'reload-content']);
  });
  it('takes the ad on the screen out at once where nobody says what failed', () => {
    const turn = turnOf(playing, { movedAtMs: NOW, failedUrl: { url: 'https://o.example/5.m4s', status: 503 } });
    onFatal(turn, null, 'bufferAppendError');
    expect(toldIn(turn)).toEqual(['MEDIA_STALLED', 'returning', 'reload-content']);
  });
  it('takes out before the first frame every break that the segment belongs to, each with what the network said, and no other', () => {
    const before = { movedAtMs: null, programMs: null, failedUrl: { url: segment.uri, status: 404 } };
    const another = { ...armed, brk: { ...BREAK, id: 'later' } };
    const good: FilledRun = { ...armed, brk: { ...BREAK, id: 'good' }, ads: [anAdRun(anAd('good'))] };
    const turn = turnOf(armed, before, { runs: [good, armed, another] });
    onFatal(turn, segment.uri, 'fatal');
    expect(turn.state.runs.map(({ phase }) => phase)).toEqual(['armed', 'returning', 'returning']);
    expect(toldIn(turn).filter((told) => told.startsWith('MEDIA'))).toEqual(['MEDIA_NOT_FOUND', 'MEDIA_NOT_FOUND']);
    expect(turn.state.player.failedUrl).toBeNull();
  });
  it('takes out what keeps the first frame from coming, and only what lies first', () => {
    const silent = { movedAtMs: null, programMs: null, playState: 'waiting' as const };
    const late = { ...armed, story: { readyAtMs: NOW - 5001 } };
    expect(ordered(late, silent).orders).toEqual([{ type: 'reload-content' }]);
    expect(ordered({ ...late, story: { readyAtMs: NOW - 4900 } }, silent).orders).toEqual([]);
    expect(ordered({ ...late, brk: { ...BREAK, id: 'later' } }, silent).orders).toEqual([]);
  });
  it('counts the time of a first frame from when the viewer wants it: who begins paused may press play when he likes', () => {
    const before = { movedAtMs: null, programMs: null, mediaMs: null, playState: 'paused' as const };
    const late: FilledRun = { ...armed, story: { readyAtMs: NOW - 60_000 } };
    const turn = turnOf(late, before, { tickedAtMs: NOW - 250 });
    const orders = () => turn.effects.flatMap((effect) => (effect.type === 'player' ? [effect.command.type] : []));
    const playsFor = (ms: number) => {
      amend(turn, {
        nowMs: NOW + ms,
        tickedAtMs: NOW + ms - 250,
        player: { ...turn.state.player, playState: 'playing' },
      });
      tick(turn);
    };
    tick(turn);
    playsFor(5000);
    expect(orders()).toEqual([]);
    playsFor(5001);
    expect(orders()).toEqual(['reload-content']);
  });
});

describe('placeWithout', () => {
  it('is the cut in the media that is played, and nothing before the first frame', () => {
    expect(placeWithout(turnOf(playing, { mediaMs: 12_000 }), playing)).toBe(10_000);
    expect(placeWithout(turnOf(armed, { mediaMs: null }), armed)).toBeNull();
  });
  it('is the cut, too, where the viewer ran into the ads, of whom nobody is told that he sees them', () => {
    const at = (frameMs: number) => ({ mediaMs: 0, programMs: BREAK.startsAt, frameMs, atMs: NOW, rate: 8 });
    const stood = (frameMs: number) => turnOf(armed, { mediaMs: 12_000 }, { viewer: { last: at(frameMs) } });
    expect(placeWithout(stood(plan.startsAt + 3000), armed)).toBe(9000);
    expect(placeWithout(stood(BREAK.startsAt - 40), armed)).toBe(12_000);
  });
  it('is as much earlier as the ads are long, where content was behind them when it was last seen', () => {
    const at = (programMs: number, frameMs: number) =>
      placeWithout(
        turnOf(
          armed,
          { mediaMs: 12_000 },
          { viewer: { last: { mediaMs: 0, programMs, frameMs, atMs: NOW, rate: 1 } } },
        ),
        armed,
      );
    expect(at(BREAK.startsAt + 1701, BREAK.startsAt + 1701)).toBe(6240);
    expect(at(BREAK.startsAt, BREAK.startsAt)).toBe(6240);
    expect(at(BREAK.startsAt + 600_000, other.startsAt + 1000)).toBe(6240);
  });
});
