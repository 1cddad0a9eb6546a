import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { cutsOf } from './support/cuts.js';
import { lowLatencyChannel, type LowLatencyChannel } from './support/low-latency-channel.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';

const POD = [
  { kind: 'exact', colour: 'red' },
  { kind: 'exact', colour: 'green' },
] as const;
const SEGMENT_MS = 1920;

describe.each([
  ['hls.js', 'cutaway'],
  ['Shaka', 'shaka'],
] as const)(
  'a low-latency channel with parts and a window of three segments, in %s, in Chromium (R86)',
  (_, engine) => {
    let lab: OddLab;
    let content: LowLatencyChannel;
    let report: BreakReport | undefined;
    let log: PageLog;

    beforeAll(async () => {
      lab = await openOddLab({
        engine,
        pods: [POD],
        channel: { windowSegments: 3 },
        async inFront(channelUrl) {
          content = await lowLatencyChannel(channelUrl);
          return { stream: content.liveUrl };
        },
      });
      await lab.play({ strategy: 'stitch' });
      [report] = await lab.untilReports(1);
      await lab.browser.pause(2000);
      log = await lab.log();
    }, 100_000);
    afterAll(async () => {
      await lab.close();
      await content.close();
    });

    it('plays its break whole, and content behind it', () => {
      expect(report).toMatchObject({ strategy: 'stitch', outcome: 'played', causes: [] });
      expect(cutsOf(log.frames).map(({ to }) => to)).toEqual(['red', 'green', 'content']);
      expect(log.errors).toEqual([]);
    });

    it('keeps its latency within one segment', () => {
      const { latencyBeforeMs, latencyAfterMs } = report ?? {};
      expect(Math.abs((latencyAfterMs ?? NaN) - (latencyBeforeMs ?? NaN))).toBeLessThanOrEqual(SEGMENT_MS);
    });

    it('is not asked for parts, nor for numbers that its stitched text does not share', () => {
      expect(content.directives()).toEqual([]);
    });
  },
);
