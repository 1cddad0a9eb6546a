import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const SEGMENT_MS = 1920;
const EVERY_MS = 7 * SEGMENT_MS;
const COUNT = 50;

describe('fifty breaks of a live channel, one after the other', () => {
  it('leave the latency where it was, within one segment, each of them and all together (R83)', async () => {
    const ads = Array.from({ length: COUNT + 2 }, (_, n) => anAd(`ad-${n}`));
    let asked = 0;
    const stage = setStage({
      ads,
      session: { strategy: 'stitch', traceChars: 1000 },
      decide: () => ({ text: JSON.stringify(aReply(ads.slice(asked, ++asked))) }),
      channel: { schedule: { everyMs: EVERY_MS }, podMs: 3 * SEGMENT_MS },
    });
    await stage.clock.advance((COUNT + 2) * EVERY_MS);
    const reports = stage.reports.slice(0, COUNT);
    expect(reports).toHaveLength(COUNT);
    expect(new Set(reports.map(({ outcome }) => outcome))).toEqual(new Set(['played']));
    const first = reports[0]?.latencyBeforeMs ?? NaN;
    for (const { brk, latencyBeforeMs, latencyAfterMs } of reports) {
      expect(Math.abs((latencyAfterMs ?? NaN) - (latencyBeforeMs ?? NaN)), brk.id).toBeLessThanOrEqual(SEGMENT_MS);
      expect(Math.abs((latencyAfterMs ?? NaN) - first), brk.id).toBeLessThanOrEqual(SEGMENT_MS);
    }
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });
});
