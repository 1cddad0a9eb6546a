import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const sorted = (events: readonly string[]) => [...events].sort();

describe('the channel as the server stitched it, in Chromium', () => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ channel: { schedule: { everyMs: 30_720, firstMs: 13_440 }, podMs: 11_520 } });
  }, 60_000);
  afterAll(() => lab.close());

  it('is tracked by the SDK alone: it plays nothing, shows its UI, and beacons each event once', async () => {
    const ssai = `${lab.service.url}/ssai/with-sdk`;
    await lab.play({ stream: `${ssai}/main.m3u8?beacons=client`, decisionUrl: `${ssai}/decision` });
    const [report] = await lab.untilReports(1);
    await lab.browser.pause(2000);
    expect(report).toMatchObject({ strategy: 'serverStitched', outcome: 'played', causes: [] });
    const log = await lab.log();
    expect(
      cutsOf(log.frames)
        .slice(0, 3)
        .map(({ to }) => to),
    ).toEqual(['red', 'green', 'content']);
    const beacons = (await lab.beacons()).filter(({ adInstanceId }) =>
      report?.ads.some((ad) => ad.adInstanceId === adInstanceId),
    );
    expect(inOrder(beacons.map(({ event }) => event))).toEqual([...WHOLE_AD, ...WHOLE_AD]);
    expect(beacons.every(({ count, party }) => count === 1 && party === 'client')).toBe(true);
    expect(log.errors).toEqual([]);
  }, 90_000);

  it('plays in a player with no SDK, and the server beacons each event once', async () => {
    const heardBefore = new Set((await lab.beacons()).map(({ adInstanceId }) => adInstanceId));
    await lab.play({ engine: 'plain', stream: `${lab.service.url}/ssai/without-sdk/main.m3u8?beacons=server` });
    await lab.until(({ frames }) => {
      const ad = frames.findIndex(({ top, what }) => top && (what === 'red' || what === 'green'));
      return ad >= 0 && frames.slice(ad).some(({ top, what }) => top && what === 'content');
    }, 70_000);
    const beacons = (await lab.beacons()).filter(({ adInstanceId }) => !heardBefore.has(adInstanceId));
    const ads = [...new Set(beacons.map(({ adInstanceId }) => adInstanceId))];
    expect(ads.length).toBeGreaterThanOrEqual(2);
    for (const ad of ads.slice(0, 2)) {
      expect(sorted(beacons.filter(({ adInstanceId }) => adInstanceId === ad).map(({ event }) => event))).toEqual(
        sorted(WHOLE_AD),
      );
    }
    expect(beacons.every(({ count, party }) => count === 1 && party === 'server')).toBe(true);
  }, 120_000);
});
