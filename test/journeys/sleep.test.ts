import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

/** The first ad is on the screen. */
const IN_BREAK_MS = 15_360 + 5760 + 3500;

describe.each(['stitch', 'secondElement'] as const)('a page that slept in a break, with %s', (strategy) => {
  // Whatever comes first when it wakes up: a frame, or the tick that looks for what stands still.
  it.each([0, 30, 70, 110, 150])('goes on with the ad: nothing moved since nothing could (+%s ms)', async (laterMs) => {
    const stage = setStage({ session: { strategy } });
    await stage.clock.advance(IN_BREAK_MS + laterMs);
    stage.sleep(30_000);
    await stage.clock.advance(40_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    stage.end();
  });

  // Short of what a sleep is, and as long as a stall.
  it.each([0, 30, 70, 110, 150, 190])(
    'goes on after almost two seconds in which the page was busy (+%s ms)',
    async (laterMs) => {
      const stage = setStage({ session: { strategy } });
      await stage.clock.advance(IN_BREAK_MS + laterMs);
      stage.sleep(1950);
      await stage.clock.advance(40_000);
      expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
      stage.end();
    },
  );
});
