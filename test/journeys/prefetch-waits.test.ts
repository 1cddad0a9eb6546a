import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const decision = { url: 'https://service.example/decision', jitterMs: 0 };
/** Long enough to see the wait end of itself, and shorter than the break is ahead. */
const BUDGET_MS = 6000;
const TICK_MS = 250;

/** The network has little left for content until the test says otherwise. */
function starved(options: StageOptions = {}) {
  let bufferMs = 1500;
  const player = { bufferMs: () => bufferMs, ...options.player };
  const stage = setStage({ ...options, player, session: { decision, mediaBudgetMs: BUDGET_MS, ...options.session } });
  return Object.assign(stage, { recover: () => void (bufferMs = 6000), starve: () => void (bufferMs = 1500) });
}
const adRequests = ({ requests }: Stage) => requests.filter(({ request }) => request.url.includes('/ads/'));
const prepared = ({ player }: Stage) => player.commands.filter(({ type }) => type === 'prepare-ad');
const isAsked = ({ requests }: Stage) => requests.some(({ request }) => request.url === decision.url);
/** Plays on until the decision is answered. */
async function untilAnswered(stage: Stage): Promise<void> {
  while (!isAsked(stage)) await stage.clock.advance(50);
  await stage.clock.advance(100);
}

describe('ads that are to be prepared while content has little buffer', () => {
  it('are not asked for until it has recovered, and are played in time', async () => {
    const stage = starved();
    await untilAnswered(stage);
    await stage.clock.advance(2000);
    expect(adRequests(stage)).toEqual([]);
    stage.recover();
    await stage.clock.advance(TICK_MS + 100);
    expect(adRequests(stage).length).toBeGreaterThan(0);
    await stage.clock.advance(40_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    stage.end();
  });

  it('stop in the middle where the buffer becomes short, and go on where they were', async () => {
    const stage = starved();
    stage.recover();
    while (adRequests(stage).length === 0) await stage.clock.advance(10);
    stage.starve();
    await stage.clock.advance(2000);
    const urls = () => adRequests(stage).map(({ request }) => request.url);
    const before = urls();
    stage.recover();
    await stage.clock.advance(40_000);
    expect(urls().length).toBeGreaterThan(before.length);
    expect(new Set(urls()).size).toBe(urls().length);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    stage.end();
  });

  it('are asked for when half of their time is gone: else the break would be lost', async () => {
    const stage = starved();
    await untilAnswered(stage);
    const answeredAt = stage.clock.port.nowMs();
    await stage.clock.advance(40_000);
    const waitedMs = (adRequests(stage)[0]?.atMs ?? Infinity) - answeredAt;
    expect(waitedMs).toBeGreaterThan(BUDGET_MS / 2 - 2 * TICK_MS);
    expect(waitedMs).toBeLessThanOrEqual(BUDGET_MS / 2 + TICK_MS);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    stage.end();
  });

  it('are not loaded in a second element either', async () => {
    const stage = starved({ session: { strategy: 'secondElement' } });
    await untilAnswered(stage);
    await stage.clock.advance(2000);
    expect(prepared(stage)).toEqual([]);
    stage.recover();
    await stage.clock.advance(TICK_MS + 100);
    expect(prepared(stage)).toHaveLength(1);
    await stage.clock.advance(40_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    stage.end();
  });

  it('are asked for at once where there is enough, or the player does not say', async () => {
    const rich = starved();
    rich.recover();
    const silent = setStage({ session: { decision } });
    for (const stage of [rich, silent]) {
      await untilAnswered(stage);
      expect(adRequests(stage).length).toBeGreaterThan(0);
      stage.end();
    }
  });
});
