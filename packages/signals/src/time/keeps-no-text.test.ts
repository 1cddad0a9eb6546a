import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { initialHlsReading, readHls } from '../dialects/index.js';
import { initialTimeline, withDates } from './index.js';

const NOON = Date.UTC(2026, 10, 28, 12);
const BREAKS = 80;
const SEGMENTS = 2000;

/** A window of an hour, of some 100 kB, a segment later each time, with a break in its middle that was not there before. */
function aLongWindow(n: number): string {
  const date = new Date(NOON + n * 2000).toISOString();
  const segment = (at: number): string => `#EXTINF:2.000,\nhttps://origin.example/video/${n + at}.m4s\n`;
  const range = `#EXT-X-DATERANGE:ID="a-break-with-a-long-name-${n}",START-DATE="${date}",DURATION=1,CLASS="a-class-of-it"\n`;
  const segments = Array.from({ length: SEGMENTS }, (_none, at) => segment(at));
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${n}\n#EXT-X-PROGRAM-DATE-TIME:${date}\n`;
  return `${head}${segments.slice(0, 9).join('')}${range}${segments.slice(9).join('')}`;
}

describe('what is remembered of a long window', () => {
  it('does not keep its texts in memory: one each break would be 8 MB', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let timeline = initialTimeline(NOON);
    let reading = initialHlsReading();
    const heapAfter = (from: number, to: number): number => {
      for (let n = from; n < to; n++) {
        const dated = withDates(timeline, aLongWindow(n), 'video');
        timeline = dated.timeline;
        reading = readHls(reading, dated.text).reading;
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const early = heapAfter(0, 10);
    expect(heapAfter(10, BREAKS) - early).toBeLessThan(2_000_000);
    expect(timeline.told.length).toBeGreaterThan(60);
  }, 30_000);
});
