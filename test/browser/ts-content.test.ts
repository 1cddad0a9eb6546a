import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf, longestGapMs, percentile } from './support/cuts.js';
import { openOddLab, type OddAd, type OddLab } from './support/odd-lab.js';
import { startTsProgramme } from './support/ts-programme.js';
import type { PageLog } from './session-page.js';

const AD_MS = 5760;
const POD_MS = 2 * AD_MS;

/** A live programme in MPEG-TS with one break, played until the break is over. */
async function playBreak(engine: 'cutaway' | 'shaka', ads: readonly OddAd[], strategy: 'auto' | 'stitch') {
  const programme = startTsProgramme(15_360, POD_MS);
  const lab = await openOddLab({ engine, pods: [ads], route: (url) => programme.route(url) });
  await lab.play({ stream: `${lab.origin}/programme/main.m3u8`, strategy });
  const [report] = await lab.untilReports(1);
  await lab.browser.pause(3000);
  return { lab, report, log: await lab.log() };
}

describe.each(['cutaway', 'shaka'] as const)('ads in a live programme in MPEG-TS (%s), in Chromium', (engine) => {
  let lab: OddLab;
  let log: PageLog;
  let report: BreakReport | undefined;
  beforeAll(async () => {
    const ads: OddAd[] = [
      { kind: 'ts', colour: 'red' },
      { kind: 'ts', colour: 'green' },
    ];
    ({ lab, log, report } = await playBreak(engine, ads, 'auto'));
  }, 120_000);
  afterAll(() => lab.close());

  it('in MPEG-TS too are stitched, whole and in their place', () => {
    expect(report).toMatchObject({ strategy: 'stitch', outcome: 'played', causes: [] });
    const cuts = cutsOf(log.frames).filter(({ from }) => from !== 'unknown');
    expect(cuts.map(({ to }) => to)).toEqual(['red', 'green', 'content']);
  });

  it('last as long as they are, and are cut without a hole', () => {
    const cuts = cutsOf(log.frames).filter(({ from }) => from !== 'unknown');
    const gaps = cuts.map(({ gapMs }) => Math.round(gapMs));
    // A busy machine drops a frame now and then.
    expect(percentile(gaps, 0.5), String(gaps)).toBeLessThanOrEqual(67);
    const [red = NaN, green = NaN, back = NaN] = cuts.map(({ atMs }) => atMs);
    expect(Math.abs(green - red - AD_MS)).toBeLessThanOrEqual(250);
    expect(Math.abs(back - red - POD_MS)).toBeLessThanOrEqual(250);
    expect(longestGapMs(log.frames, red - 1000, back + 1000)).toBeLessThanOrEqual(400);
    expect(log.errors).toEqual([]);
    expect(log.videos).toBe(1);
  });

  it('are beaconed once', () => {
    const heard = lab.beacons().map(({ adInstanceId, event }) => `${adInstanceId} ${event}`);
    expect(new Set(heard).size).toBe(heard.length);
    for (const ad of ['0-0', '0-1'])
      expect(heard).toEqual(expect.arrayContaining([`${ad} impression`, `${ad} midpoint`, `${ad} complete`]));
    expect(heard.filter((one) => one.endsWith('error'))).toEqual([]);
  });
});

describe('an fMP4 ad in a live programme in MPEG-TS, in Chromium', () => {
  const ads: OddAd[] = [{ kind: 'muxed', colour: 'red' }];

  it('is refused with 403 where it would have to be stitched', async () => {
    const { lab, log, report } = await playBreak('cutaway', ads, 'stitch');
    expect(lab.beacons()).toMatchObject([{ adInstanceId: '0-0', event: 'error', code: '403' }]);
    expect(report?.causes.map(({ name }) => name)).toEqual(['MEDIA_UNSUPPORTED']);
    expect(cutsOf(log.frames).filter(({ from }) => from !== 'unknown')).toEqual([]);
    await lab.close();
  }, 120_000);

  it('plays in a second element else, and hears no error', async () => {
    const { lab, log, report } = await playBreak('cutaway', ads, 'auto');
    expect(report).toMatchObject({ strategy: 'secondElement', outcome: 'played' });
    expect(report?.strategyReason).toContain('fMP4, which the content is not');
    expect(lab.beacons().filter(({ event }) => event === 'error')).toEqual([]);
    expect(cutsOf(log.frames).map(({ to }) => to)).toContain('red');
    await lab.close();
  }, 120_000);
});
