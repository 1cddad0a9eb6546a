import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { EPOCH, SECOND_MS, vod } from './a-vod.js';
import { setStage, type Stage } from './stage.js';

const TO_MS = SECOND_MS + 4000;
const ADS = ['a', 'b', 'c', 'd'].map((name) => anAd(name));

/** A viewer of a title goes over both of its breaks and pauses at once. */
async function seekAndPause(strategy: 'secondElement' | 'reattach'): Promise<Stage> {
  let asked = 0;
  const stage = setStage({
    ads: ADS,
    decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ADS.slice(2 * asked, 2 * ++asked))) }),
    player: { origin: (rendition) => vod(rendition) },
    session: { strategy },
  });
  await stage.clock.advance(2000);
  stage.player.seek(EPOCH + TO_MS);
  await stage.clock.advance(120);
  stage.player.pause();
  await stage.clock.advance(10_000);
  return stage;
}

describe.each(['secondElement', 'reattach'] as const)(
  'who goes over a break and pauses before its ads come, with %s',
  (strategy) => {
    it('has a still picture for as long as he likes: no ad begins by itself', async () => {
      const stage = await seekAndPause(strategy);
      expect(stage.player.commands.map(({ type }) => type)).not.toContain('show-ad');
      expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
      expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['cancelled']); // the first one, which he went over
      stage.end();
    });
    it('sees them when he goes on, and is then where he wanted to be', async () => {
      const stage = await seekAndPause(strategy);
      stage.player.play();
      await stage.clock.advance(20_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'c', 'd', 'content']);
      const { frames } = stage.player;
      const back = frames.slice(frames.findIndex(({ what }) => what === 'd')).filter(({ what }) => what === 'content');
      const there = back.find(({ programMs }) => programMs >= EPOCH + TO_MS - 40);
      expect(there?.programMs).toBeLessThan(EPOCH + TO_MS + 200);
      expect((there?.atMs ?? Infinity) - (back[0]?.atMs ?? 0)).toBeLessThan(300);
      stage.end();
    });
  },
);

it('who seeks again while he has it paused and the break that he went over comes to nothing is where he went last', async () => {
  const stage = setStage({
    decide: () => ({ delayMs: 3000, status: 500 }),
    player: { origin: (rendition) => vod(rendition) },
    session: { strategy: 'reattach' },
  });
  await stage.clock.advance(2000);
  stage.player.seek(EPOCH + TO_MS);
  await stage.clock.advance(120);
  stage.player.pause();
  stage.player.seek(EPOCH + 500);
  await stage.clock.advance(8000);
  stage.player.play();
  await stage.clock.advance(1000);
  const [last] = stage.player.frames.slice(-1);
  expect(last?.programMs).toBeLessThan(EPOCH + 2000);
  stage.end();
});
