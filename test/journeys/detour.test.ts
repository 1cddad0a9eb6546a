import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { PlayerFact } from '@cutaway/core';
import { pictures, setVodStage, vodPlaylist, VOD_STARTS_AT } from './vod-stage.js';
import type { Stage, StageOptions } from './stage.js';

const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const TARGET_MS = 100_000;

interface Seeks {
  /** No frame is told for so long after a seek that the session ordered. */
  readonly tookMs?: number;
  /** It ends so far behind its place; below 0: before it. */
  readonly missedByMs?: number;
}

/** A film of two minutes with a mid-roll at 40 s that nobody has asked for yet when the viewer moves from 5 s to 100 s. */
async function moveOver({ tookMs = 0, missedByMs = 0 }: Seeks, options: StageOptions = {}): Promise<Stage> {
  let soughtAtMs = -Infinity;
  const stage: Stage = setVodStage({
    ads: [anAd('mid')],
    ...options,
    player: {
      origin: vodPlaylist(60),
      seekOffMs: missedByMs,
      onCommand: ({ type }) => void (type === 'seek-program' && (soughtAtMs = stage.clock.port.nowMs())),
      ...options.player,
    },
    session: { breaks: ['00:00:40'], ...options.session },
    hear: (tell, clock) => (fact: PlayerFact) => {
      if (fact.type === 'content-frame' && clock.nowMs() - soughtAtMs < tookMs) return;
      tell(fact);
    },
  });
  await stage.clock.advance(5000);
  stage.player.seek(VOD_STARTS_AT + TARGET_MS);
  await stage.clock.advance(30_000);
  return stage;
}

const positionMs = ({ player }: Stage): number =>
  (player.frames[player.frames.length - 1]?.programMs ?? 0) - VOD_STARTS_AT;

describe.each(['secondElement', 'reattach'] as const)(
  'who is brought to a mid-roll that is not filled yet, with %s',
  (strategy) => {
    it.each<Seeks>([
      { tookMs: 0 },
      { tookMs: 200 },
      { tookMs: 400 },
      { tookMs: 2500 },
      { missedByMs: -400 },
      { missedByMs: 300 },
      { missedByMs: 900 },
      { missedByMs: 900, tookMs: 1000 },
      { missedByMs: 3000 },
      { missedByMs: -3000 },
    ])('sees it whole, and is then where he wanted to be: %o', async (seeks) => {
      const stage = await moveOver(seeks, { session: { strategy } });
      expect(pictures(stage)).toEqual(['content', 'mid', 'content']);
      expect(stage.beacons()).toEqual(WHOLE.map((event) => `mid/${event}`));
      expect(positionMs(stage)).toBeGreaterThan(TARGET_MS);
      stage.end();
    });

    it('is where he wanted to be though no ad of it comes', async () => {
      const answers = [
        { delayMs: 50, status: 500 },
        { delayMs: 9000, text: '' },
        { delayMs: 50, text: JSON.stringify(aReply([])) },
      ];
      for (const answer of answers) {
        const stage = await moveOver({ tookMs: 400, missedByMs: 300 }, { session: { strategy }, decide: () => answer });
        expect(pictures(stage)).toEqual(['content']);
        expect(positionMs(stage)).toBeGreaterThan(TARGET_MS);
        expect(stage.reports).toHaveLength(1);
        stage.end();
      }
    });
  },
);

describe('who moves over two mid-rolls of which none is filled yet', () => {
  it('sees both where the application wants it so, wherever the player stops, then is where he wanted to be', async () => {
    for (const missedByMs of [-2000, 600, 2000]) {
      const stage = await moveOver(
        { missedByMs },
        { session: { breaks: ['00:00:40', '00:01:10'], policies: { seekOver: 'all' } } },
      );
      expect(pictures(stage).filter((what) => what === 'mid')).toHaveLength(2);
      expect(positionMs(stage)).toBeGreaterThan(TARGET_MS + missedByMs);
      stage.end();
    }
  });
});

describe.each(['secondElement', 'reattach'] as const)(
  'who goes back at the very moment when the ads that he is to see are there, with %s',
  (strategy) => {
    it('sees none, and is where he went back to', async () => {
      let isAway = false;
      const stage: Stage = setVodStage({
        ads: [anAd('mid')],
        player: { origin: vodPlaylist(60) },
        session: { breaks: ['00:00:40'], strategy },
        hear: (tell) => (fact: PlayerFact) => {
          if (fact.type === 'ad-ready' && !isAway) {
            isAway = true;
            stage.player.seek(VOD_STARTS_AT + 10_000);
          }
          tell(fact);
        },
      });
      await stage.clock.advance(5000);
      stage.player.seek(VOD_STARTS_AT + TARGET_MS);
      await stage.clock.advance(10_000);
      expect(pictures(stage)).toEqual(['content']);
      expect(positionMs(stage)).toBeGreaterThan(15_000);
      expect(positionMs(stage)).toBeLessThan(22_000);
    });
  },
);
