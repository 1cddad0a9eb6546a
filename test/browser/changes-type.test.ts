import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { holeInChannel } from './support/hole-in-channel.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import type { PageLog } from './session-page.js';

/** H.264 Main@3.1 or High@3.1 at other sizes and rates, AAC 5.1, where the programme is Main@2.1 with stereo. */
const PODS = [
  [
    { kind: 'bframes', colour: 'red' },
    { kind: 'fps50', colour: 'green' },
  ],
] as const;
const TV =
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36';

/** A TV by its name, ahead of the player, whose `changeType` is watched. */
const WATCH_TYPES = `
  Object.defineProperty(navigator, 'userAgent', { value: ${JSON.stringify(TV)} });
  window.types = [];
  const change = SourceBuffer.prototype.changeType;
  SourceBuffer.prototype.changeType = function (type) { window.types.push(type); return change.call(this, type); };
`;
/** The hole lies in content behind the break. */
const HOLE_MS = 300;

describe.each([
  // As measured: hls.js also nudges the playhead where only the picture has a hole (`nudgeOnVideoHole`).
  ['hls.js', 'cutaway', 2],
  ['Shaka', 'shaka', 1],
] as const)(
  'a break of ads of other levels and sound, on a TV, stitched in %s, and a hole in content behind it',
  (_, engine, mostSeeks) => {
    let lab: OddLab;
    let report: BreakReport | undefined;
    let log: PageLog;
    let seeks: number;
    let front: Awaited<ReturnType<typeof holeInChannel>> | null = null;

    beforeAll(async () => {
      lab = await openOddLab({
        engine,
        pods: PODS,
        async inFront(channelUrl) {
          front = await holeInChannel(channelUrl, HOLE_MS);
          return { stream: front.liveUrl };
        },
      });
      await lab.play({}, WATCH_TYPES);
      [report] = await lab.untilReports(1);
      const before = (await lab.seeks()).length;
      front?.dig();
      await lab.browser.pause(20_000);
      log = await lab.log();
      seeks = (await lab.seeks()).length - before;
    }, 120_000);
    afterAll(async () => {
      await lab.close();
      await front?.close();
    });

    it('plays whole, and the type of a buffer is never changed (R17)', async () => {
      expect(report).toMatchObject({ strategy: 'stitch', outcome: 'played', causes: [] });
      expect(await lab.browser.execute(() => (window as unknown as { types: readonly string[] }).types)).toEqual([]);
    });

    it('crosses the hole in one or two actions, never in a loop, and plays on (R11)', () => {
      expect(front?.dug()).toBe(true);
      expect(seeks).toBeLessThanOrEqual(mostSeeks);
      const back = cutsOf(log.frames).slice(-1)[0];
      expect(back?.to).toBe('content');
      const [last] = log.frames.slice(-1);
      // 20 s were waited since the break closed; a hole that is not crossed stops all.
      expect((last?.atMs ?? 0) - (back?.atMs ?? 0)).toBeGreaterThan(17_000);
      expect(log.errors).toEqual([]);
    });
  },
);
