import { describe, expect, it } from 'vitest';
import { openSessionLab } from './support/session-lab.js';

const WHOLE_AD = ['complete', 'creativeView', 'firstQuartile', 'impression', 'midpoint', 'start', 'thirdQuartile'];

/** Keeps the page's only thread busy over the end of each ad, of 5.76 s; `blocks` counts how often. */
const BUSY = `
const BLOCK_MS = 1400, AFTER_MS = 4500, seen = new Set();
window.blocks = 0;
const look = setInterval(() => {
  const { frames } = window.stage.log();
  const { what } = frames[frames.length - 1] ?? {};
  if ((what !== 'red' && what !== 'green') || seen.has(what)) return;
  seen.add(what);
  setTimeout(() => {
    window.blocks++;
    const until = performance.now() + BLOCK_MS;
    while (performance.now() < until);
  }, AFTER_MS);
}, 20);`;

/** A page's thread is its application's too: what it does must not cost an advertiser a count of what was shown. */
describe.each([
  ['cutaway', 'stitch'],
  ['shaka', 'stitch'],
  ['cutaway', 'secondElement'],
  ['cutaway', 'reattach'],
] as const)('a page that is busy over the end of each ad, on %s with %s', (engine, strategy) => {
  // An element that comes late to the second ad has to have room for all of it.
  const podMs = strategy === 'stitch' ? 11_520 : 13_440;

  it('sends each beacon once', async () => {
    const lab = await openSessionLab({ engine, channel: { schedule: { atMs: [11_520] }, podMs } });
    try {
      await lab.play({ strategy }, BUSY);
      const [report] = await lab.untilReports(1);
      await lab.browser.pause(2000);
      const { sessionId, errors, events } = await lab.log();
      const beacons = await lab.beacons(sessionId);
      const told = JSON.stringify(events.filter(({ type }) => type === 'beacon' || type === 'report'));
      for (const id of new Set(beacons.map(({ adInstanceId }) => adInstanceId)))
        expect(
          beacons
            .filter(({ adInstanceId }) => adInstanceId === id)
            .map(({ event }) => event)
            .sort(),
          told,
        ).toEqual(WHOLE_AD);
      expect(beacons).toHaveLength(2 * WHOLE_AD.length);
      expect(beacons.every(({ count }) => count === 1)).toBe(true);
      expect(report).toMatchObject({ outcome: 'played', causes: [] });
      expect(await lab.browser.execute(() => (window as unknown as { blocks: number }).blocks)).toBe(2);
      expect(errors).toEqual([]);
    } finally {
      await lab.close();
    }
  }, 80_000);
});
