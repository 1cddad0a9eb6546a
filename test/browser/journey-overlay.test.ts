import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

describe('an overlay avail of a live channel, in Chromium', () => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ channel: { schedule: 'none', overlays: { atMs: [11_520] }, overlayMs: 15_360 } });
    await lab.play();
  }, 60_000);
  afterAll(() => lab.close());

  it('shows the image over running content for its own duration, with its own beacons', async () => {
    await lab.until(
      ({ events }) =>
        events.some(({ type, detail }) => type === 'switch' && (detail as { to: string }).to === 'overlay'),
      40_000,
    );
    const image = lab.browser.$('img');
    expect(await image.isDisplayed()).toBe(true);
    const [report] = await lab.untilReports(1);
    expect(report).toMatchObject({ strategy: 'overlay', outcome: 'played', causes: [] });
    expect(report?.ads[0]?.shownMs).toBeGreaterThan(5500);
    await lab.browser.pause(500);
    expect(await lab.browser.$('img').isExisting()).toBe(false);
    const log = await lab.log();
    expect(log.frames.every(({ what }) => what === 'content')).toBe(true);
    const beacons = await lab.beacons(log.sessionId);
    expect(inOrder(beacons.map(({ event }) => event))).toEqual(['impression', 'creativeView']);
    expect(beacons.every(({ count }) => count === 1)).toBe(true);
  }, 90_000);
});
