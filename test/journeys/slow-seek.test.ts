import { describe, expect, it } from 'vitest';
import { setStage, type Stage } from './stage.js';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const BREAK_AT = STARTED_AT + 15_360;

/** A viewer in the first ad of a live break goes back to a place that takes `slowMs` to load. `says`: the player tells of the seek. */
async function goBack(slowMs: number, says = true): Promise<Stage> {
  let untilMs = Infinity;
  let isSlow = false;
  const stage: Stage = setStage({
    session: { strategy: 'stitch' },
    channel: { windowSegments: 32 },
    hear: (tell, clock) => (fact) => {
      if (isSlow && fact.type === 'content-frame' && clock.nowMs() < untilMs) return;
      if (fact.type !== 'seeking' || says) tell(fact);
    },
  });
  while (stage.player.frames.slice(-1)[0]?.what.indexOf('/ads/one') === -1 || stage.player.frames.length === 0)
    await stage.clock.advance(100);
  await stage.clock.advance(1000);
  isSlow = true;
  untilMs = stage.clock.port.nowMs() + slowMs;
  stage.player.seek(BREAK_AT - 20_000);
  stage.player.say({ type: 'play-state', state: 'waiting' });
  await stage.clock.advance(slowMs + 3000);
  return stage;
}

const reloads = ({ player }: Stage): number => player.commands.filter(({ type }) => type === 'reload-content').length;

describe('a viewer who seeks out of a stitched ad on a slow line', () => {
  it('is no stall: no ad fails, nothing is loaded anew, and the report counts none', async () => {
    const stage = await goBack(8000);
    expect(reloads(stage)).toBe(0);
    expect(stage.beacons().filter((name) => /error/.test(name))).toEqual([]);
    // He comes to the break again, and sees all of it.
    await stage.clock.advance(35_000);
    expect(stage.reports.map(({ outcome, causes, stalls }) => ({ outcome, causes, stalls }))).toEqual([
      { outcome: 'played', causes: [], stalls: 0 },
    ]);
    stage.end();
  });
  it('is one where the player says nothing of a seek', async () => {
    const stage = await goBack(8000, false);
    expect(reloads(stage)).toBeGreaterThan(0);
    stage.end();
  });
  it('is seen to once content had all of its own time', async () => {
    const stage = await goBack(13_000);
    expect(reloads(stage)).toBeGreaterThan(0);
    stage.end();
  });
});
