import type { PlayerFact, PlayerHost, Ports } from '@cutaway/core';
import { adPlaylists, anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const whole = (ad: string) => WHOLE_AD.map((event) => `${ad}/${event}`);

/** When content's first frame would be due, were it not for the break, and when each ad ends. */
const BEGINS_MS = 15_360 + 5760;
const ENDS_MS = [BEGINS_MS + 5760, BEGINS_MS + 11_520] as const;

/** Between two times the page hears nothing of its player, and behind them all of it at once; or never, as after a jump. */
function busy(fromMs: number, toMs: number, isLost = false) {
  return (tell: PlayerHost['tell'], clock: Ports['clock']): ((fact: PlayerFact) => void) => {
    const startMs = clock.nowMs();
    const missed: PlayerFact[] = [];
    clock.after(toMs, () => {
      if (!isLost) for (const fact of missed) tell(fact);
    });
    return (fact) => {
      const nowMs = clock.nowMs() - startMs;
      if (nowMs >= fromMs && nowMs < toMs) missed.push(fact);
      else tell(fact);
    };
  };
}

describe.each(['stitch', 'secondElement', 'reattach'] as const)(
  'a page that is busy in a break, with %s',
  (strategy) => {
    it.each([
      ['over the middle of an ad', BEGINS_MS + 1300, BEGINS_MS + 3100],
      ['over the end of an ad', ENDS_MS[0] - 1200, ENDS_MS[0] + 200],
      ['up to the end of an ad', ENDS_MS[0] - 1900, ENDS_MS[0] - 20],
      ['over the end of the last ad', ENDS_MS[1] - 1200, ENDS_MS[1] + 200],
    ])('tells each beacon once and in order: %s', async (_, fromMs, toMs) => {
      const stage = setStage({ session: { strategy }, hear: busy(fromMs, toMs) });
      await stage.clock.advance(60_000);
      expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
      expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
      expect(stage.reports).toMatchObject([{ outcome: 'played', causes: [] }]);
      stage.end();
    });
  },
);

describe('a page that is busy, with stitch', () => {
  it('tells the beginning of the break too, and no ad is joined late', async () => {
    const stage = setStage({ session: { strategy: 'stitch' }, hear: busy(BEGINS_MS - 200, BEGINS_MS + 1600) });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
    stage.end();
  });

  const ads = [anAd('one'), anAd('bumper', { durationMs: 1920 }), anAd('two', { durationMs: 3840 })];
  const playlists: Record<string, string> = {
    ...adPlaylists('bumper', 1),
    ...adPlaylists('two', 2),
  };
  const serve = (url: string) => (url in playlists ? { text: playlists[url] ?? '' } : null);
  const over = (isLost: boolean) => {
    const hear = busy(ENDS_MS[0] - 300, ENDS_MS[0] + 1920 + 300, isLost);
    // Its timers would be as late as its frames; these are not.
    return setStage({ session: { strategy: 'stitch', stallMs: 4000 }, ads, serve, hear });
  };

  it('tells all of an ad that began and ended meanwhile, in its place', async () => {
    const stage = over(false);
    await stage.clock.advance(60_000);
    // Impressions overtake other beacons on their way out.
    for (const { adInstanceId } of ads)
      expect(stage.beacons().filter((one) => one.startsWith(adInstanceId))).toEqual(whole(adInstanceId));
    expect(stage.beacons()).toHaveLength(3 * WHOLE_AD.length);
    stage.end();
  });
  it('tells nothing of one that nobody can say was shown', async () => {
    const stage = over(true);
    await stage.clock.advance(60_000);
    expect(stage.beacons().filter((one) => one.startsWith('bumper'))).toEqual(['bumper/notUsed']);
    stage.end();
  });
});

it('an ad whose end was jumped over is not complete', async () => {
  const stage = setStage({ session: { strategy: 'stitch' }, hear: busy(ENDS_MS[0] - 1400, ENDS_MS[0] + 500, true) });
  await stage.clock.advance(60_000);
  expect(stage.beacons()).not.toContain('one/complete');
  expect(stage.beacons()).toEqual(expect.arrayContaining(whole('two').slice(-1)));
  stage.end();
});

it.each(['secondElement', 'reattach'] as const)(
  'an ad in an element of its own has begun, however late its first frame is seen, with %s',
  async (strategy) => {
    const isMissed = (fact: PlayerFact): boolean =>
      fact.type === 'ad-frame' && fact.adInstanceId === 'two' && fact.adMs < 1280;
    const stage = setStage({ session: { strategy }, hear: (tell) => (fact) => void (isMissed(fact) || tell(fact)) });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
    stage.end();
  },
);
