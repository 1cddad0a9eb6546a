import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog, PagePlan } from './session-page.js';
import { encryptChannel, type AesChannel } from './support/aes-channel.js';
import { cutsOf, longestGapMs } from './support/cuts.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';

const POD = [
  { kind: 'exact', colour: 'red' },
  { kind: 'exact', colour: 'green' },
] as const;

describe.each([
  ['hls.js', 'cutaway'],
  ['Shaka', 'shaka'],
] as const)('clear ads in content of AES-128 whose keys rotate, live, stitched in %s, in Chromium', (_, engine) => {
  let lab: OddLab;
  let content: AesChannel;
  let log: PageLog;
  let reports: readonly BreakReport[];

  beforeAll(async () => {
    lab = await openOddLab({
      engine,
      pods: [POD],
      async inFront(channelUrl): Promise<Partial<PagePlan>> {
        content = await encryptChannel(channelUrl);
        return { stream: content.liveUrl };
      },
    });
    await lab.play({ strategy: 'stitch' });
    reports = await lab.untilReports(1);
    await lab.browser.pause(4000);
    log = await lab.log();
  }, 120_000);
  afterAll(async () => {
    await lab.close();
    await content.close();
  });

  it('are played whole, and content is back behind them', () => {
    const told = reports.map(({ strategy, outcome, causes }) => ({ strategy, outcome, causes }));
    expect(told).toEqual([{ strategy: 'stitch', outcome: 'played', causes: [] }]);
    expect(cutsOf(log.frames).map(({ to }) => to)).toEqual(['red', 'green', 'content']);
  });

  it('stop nothing: an IV that is a sequence number is still the right one when ads have renumbered content', () => {
    expect(longestGapMs(log.frames, (cutsOf(log.frames)[0]?.atMs ?? NaN) - 3000)).toBeLessThanOrEqual(400);
    expect(log.errors).toEqual([]);
  });

  it('have no key asked for twice beyond what the player does by itself: once for the picture and once for the sound', () => {
    for (const n of new Set(content.keysAsked))
      expect(content.keysAsked.filter((one) => one === n).length, `key ${n}`).toBeLessThanOrEqual(2);
    expect(new Set(content.keysAsked).size).toBeGreaterThan(2);
  });
});
