import { describe, expect, it } from 'vitest';
import { setStage, type Stage } from './stage.js';

const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const BREAK_AT = Date.UTC(2026, 0, 1, 12) + 15_360;
const SEGMENT_MS = 1920;
const POD_MS = 11_520;
const LOADED_MS = 6000;

/** A live channel with a break of two ads, whose line is so slow for a segment of content or of an ad that the picture stands still. */
async function play(slowAt: number, slowMs: number): Promise<Stage> {
  let isStill = false;
  let sinceMs = NaN;
  let endsMs = 0;
  let isOver = false;
  const stage: Stage = setStage({
    session: { strategy: 'stitch' },
    player: { bufferMs: () => (isOver ? LOADED_MS : Math.max(0, Math.min(LOADED_MS, slowAt - endsMs))) },
    hear: (tell, clock) => (fact) => {
      if (fact.type === 'content-frame' && !isStill && !(sinceMs > 0) && fact.programMs >= slowAt - 200) {
        isStill = true;
        sinceMs = clock.nowMs();
        stage.player.pause();
      }
      if (fact.type === 'content-frame') endsMs = fact.programMs;
      // What waits for data is not paused.
      tell(fact.type === 'play-state' && fact.state === 'paused' ? { ...fact, state: 'waiting' } : fact);
    },
  });
  for (let ms = 0; ms < 80_000; ms += 100) {
    await stage.clock.advance(100);
    if (!isStill || stage.clock.port.nowMs() - sinceMs < slowMs) continue;
    isStill = false;
    isOver = true;
    stage.player.play();
  }
  return stage;
}

const reloads = ({ player }: Stage): number => player.commands.filter(({ type }) => type === 'reload-content').length;

describe('content that is loaded slowly beside a stitched ad', () => {
  it.each([
    ['before it', BREAK_AT - SEGMENT_MS],
    ['behind it', BREAK_AT + POD_MS],
  ])('costs the ads nothing: %s', async (_where, slowAt) => {
    const stage = await play(slowAt, 4000);
    expect(reloads(stage)).toBe(0);
    expect(stage.beacons()).toEqual(['one', 'two'].flatMap((ad) => WHOLE.map((event) => `${ad}/${event}`)));
    expect(stage.reports.map(({ outcome, causes }) => ({ outcome, causes }))).toEqual([
      { outcome: 'played', causes: [] },
    ]);
    stage.end();
  });

  it('is loaded anew without the ads where it does not come at all', async () => {
    const stage = await play(BREAK_AT - SEGMENT_MS, 60_000);
    expect(reloads(stage)).toBeGreaterThan(0);
    stage.end();
  });

  it('is no excuse for an ad that does not load', async () => {
    for (const slowAt of [BREAK_AT, BREAK_AT + 3 * SEGMENT_MS]) {
      const stage = await play(slowAt, 4000);
      expect(reloads(stage)).toBeGreaterThan(0);
      stage.end();
    }
  });
});
