import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { initialBreaks, readHlsSignals, stepBreaks } from './index.js';

const NOON = Date.UTC(2026, 10, 28, 12);
const BREAKS = 80;
const SEGMENTS = 2000;
const EVERY_MS = 60_000;

/** A window of an hour, of some 100 kB, with one break at its end. */
function aLongWindow(n: number): string {
  const at = new Date(NOON + n * EVERY_MS).toISOString();
  const segments = Array.from(
    { length: SEGMENTS },
    (_none, i) => `#EXTINF:2.000,\nhttps://origin.example/${n + i}.m4s\n`,
  );
  const range = `#EXT-X-DATERANGE:ID="a-break-with-a-long-name-${n}",START-DATE="${at}",PLANNED-DURATION=30,SCTE35-OUT=0xFC301B000000000000FFFFF00A056000000A7FDF0000000000001C3106B1\n`;
  return `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PROGRAM-DATE-TIME:${at}\n${range}${segments.join('')}`;
}

describe('what is remembered of breaks', () => {
  it('does not keep the texts in memory that told of them: one each break would be 8 MB', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let state = initialBreaks();
    const heapAfter = (from: number, to: number): number => {
      for (let n = from; n < to; n++) {
        const { signals } = readHlsSignals(aLongWindow(n));
        state = stepBreaks(state, { type: 'signals', signals, edge: null }).state;
        state = stepBreaks(state, { type: 'programme', programMs: NOON + n * EVERY_MS }).state;
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const early = heapAfter(0, 10);
    expect(heapAfter(10, BREAKS) - early).toBeLessThan(2_000_000);
    expect(state.records).toHaveLength(BREAKS);
  }, 30_000);
});
