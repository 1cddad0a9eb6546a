import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

const EARLY_MS = 7680;
const SEGMENT_MS = 1920;

const WAYS = [
  ['stitch', 'cutaway'],
  ['secondElement', 'cutaway'],
  ['reattach', 'cutaway'],
  ['reattach', 'shaka'],
] as const;

describe.each(WAYS)('an early return of a live break with %s, engine %s, in Chromium', (strategy, engine) => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({
      engine,
      channel: {
        schedule: { atMs: [11_520] },
        podMs: 11_520,
        breakFaults: { 'break-0': { earlyInAfterMs: EARLY_MS } },
      },
    });
    await lab.play({ strategy });
    await lab.untilReports(1);
    await lab.browser.pause(4000);
  }, 90_000);
  afterAll(() => lab.close());

  it('brings content back within one segment of the signal, and no ad frame after it', async () => {
    const { frames } = await lab.log();
    const cuts = cutsOf(frames).filter(({ from }) => from !== 'unknown');
    expect(cuts.map(({ to }) => to)).toEqual(['red', 'green', 'content']);
    const shownMs = (cuts[2]?.atMs ?? 0) - (cuts[0]?.atMs ?? 0);
    expect(shownMs).toBeGreaterThan(EARLY_MS - 250);
    expect(shownMs).toBeLessThanOrEqual(EARLY_MS + SEGMENT_MS);
    // A segment that is listed late must not be waited for a second long.
    expect(cuts[2]?.gapMs).toBeLessThanOrEqual(700);
  });

  it('sends no complete for the cut ad, and every beacon once', async () => {
    const log = await lab.log();
    const beacons = await lab.beacons(log.sessionId);
    const events = beacons.map(({ event }) => event);
    expect(events.filter((event) => event === 'impression')).toHaveLength(2);
    expect(events.filter((event) => event === 'complete')).toHaveLength(1);
    expect(beacons.every(({ count }) => count === 1)).toBe(true);
    const [report] = await lab.reports();
    expect(report).toMatchObject({ earlyReturn: true, strategy });
    expect(report?.ads.map(({ outcome }) => outcome)).toEqual(['played', 'cut']);
    expect(Math.abs((report?.latencyAfterMs ?? Infinity) - (report?.latencyBeforeMs ?? 0))).toBeLessThanOrEqual(
      SEGMENT_MS,
    );
    expect(log.errors).toEqual([]);
  });
});
