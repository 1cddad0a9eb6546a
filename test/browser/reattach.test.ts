import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { countBlack } from './support/count-black.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const POD_MS = 11_520;
const SEGMENT_MS = 1920;

const CASES = [
  ['hls.js', 'cutaway', 'HLS', 'exact'],
  ['hls.js', 'cutaway', 'mp4', 'mp4'],
  ['Shaka', 'shaka', 'HLS', 'exact'],
  ['Shaka', 'shaka', 'mp4', 'mp4'],
] as const;

describe.each(CASES)('a live break in the content’s own element, %s %s, %s ads', (_name, engine, _ads, encoding) => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ engine, encoding, channel: { schedule: 'none', podMs: POD_MS } });
    await lab.play({ strategy: 'reattach' });
    await lab.until(({ frames }) => frames.length > 50, 20_000);
    await lab.browser.execute(countBlack);
    lab.channel.breakNow({ durationMs: POD_MS });
    await lab.untilReports(1);
    await lab.browser.pause(2500);
  }, 90_000);
  afterAll(() => lab.close());

  /** The last frame of content ahead of the ads, and the first one behind them. */
  const contentAround = async () => {
    const shown = (await lab.log()).frames.filter(({ top }) => top);
    const first = shown.findIndex(({ what }) => what === 'red');
    const back = shown.map(({ what }) => what === 'green').lastIndexOf(true) + 1;
    const [before, after] = [shown[first - 1], shown[back]];
    if (!before || !after) throw new Error('Cannot find frames: no content is shown around the ads');
    return { before, after };
  };

  it('shows content, the ads and content, in one element', async () => {
    const [report] = await lab.reports();
    expect(report).toMatchObject({ strategy: 'reattach', outcome: 'played', causes: [] });
    const log = await lab.log();
    const cuts = cutsOf(log.frames);
    expect(cuts.map(({ to }) => to)).toEqual(['red', 'green', 'content']);
    // One run on a shared machine: the figures to quote come from the benchmark.
    for (const { gapMs } of cuts) expect(gapMs).toBeLessThanOrEqual(500);
    expect(log.videos).toBe(1);
    expect(log.errors).toEqual([]);
  });

  it('shows no black frame, since a still of the last one lies over the gap (R9)', async () => {
    const { looks, black } = await lab.browser.execute(() => window.blackFrames);
    expect(looks).toBeGreaterThan(100);
    expect(black).toEqual([]);
  });

  it('brings content back as far behind the live edge as it was, within a segment', async () => {
    // The media time of content goes on over its absence: what it lost against the clock is what the latency grew by.
    const { before, after } = await contentAround();
    const grownMs = after.atMs - before.atMs - (after.mediaMs - before.mediaMs);
    expect(Math.abs(grownMs)).toBeLessThanOrEqual(SEGMENT_MS);
  });

  it('loads nothing of content that lies before the segment in which it goes on', async () => {
    const { after } = await contentAround();
    const loadedFrom = await lab.browser.execute(() => document.querySelector('video')?.buffered.start(0) ?? NaN);
    expect(after.mediaMs - loadedFrom * 1000).toBeLessThan(SEGMENT_MS + 100);
  });

  it('beacons each event once and in order', async () => {
    const beacons = await lab.beacons((await lab.log()).sessionId);
    expect(inOrder(beacons.map(({ event }) => event))).toEqual([...WHOLE_AD, ...WHOLE_AD]);
    expect(beacons.every(({ count }) => count === 1)).toBe(true);
  });
});
