import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const STALL_MS = 8000;
/** From content to the first ad, and in it. */
const [IN_BREAK_MS, STILL_MS] = [15_360 + 5760 + 3500, 4000];

/** The second ad never comes; the viewer pauses 5 s into its stall, for a while. How long he looked at a still picture besides. */
async function stillFor(pauseMs: number): Promise<number> {
  const stage = setStage({
    session: { strategy: 'stitch', stallMs: STALL_MS },
    channel: { podMs: 23_040 },
    player: { isBroken: (uri) => uri.includes('/ads/two/') },
  });
  const { clock, player } = stage;
  const isStill = (): boolean => clock.port.nowMs() - (player.frames[player.frames.length - 1]?.atMs ?? 0) >= STILL_MS;
  await clock.advance(IN_BREAK_MS);
  while (!isStill()) await clock.advance(100);
  const still = player.frames.length;
  player.pause();
  await clock.advance(pauseMs);
  expect(stage.reports).toEqual([]);
  player.play();
  await clock.advance(30_000);
  const [last, next] = [player.frames[still - 1], player.frames[still]];
  expect(next?.what).toBe('content');
  stage.end();
  return (next?.atMs ?? Infinity) - (last?.atMs ?? 0) - pauseMs;
}

describe('a viewer who pauses while an ad stalls, and goes on', () => {
  it.each([300, 2000, 20_000])('sees content as soon as without the pause, %i ms of it apart', async (pauseMs) => {
    expect(await stillFor(pauseMs)).toBeLessThan(STALL_MS + 1500);
  });
});
