/**
 * Live breaks with faults of network, media, decoder, lifecycle, signals and exceptions in every callback and port: 10,000 of them
 * in memory, with the real session and a player that plays what the texts say. With `--vod` those of titles, whose viewer seeks, pauses,
 * runs and plays again besides; with `--dvr` live ones, whose viewer goes back and ahead in their window. With `--chromium` 300 live ones
 * in real Chromium: stitched, in elements of their own and in that of content, with hls.js and Shaka. Prints faults by outcome and writes
 * bench/results/faults.json, faults-vod.json, faults-dvr.json or faults-chromium.json; exits with 1 where a promise was not kept.
 */
import { parseArgs } from 'node:util';
import { playInChromium } from './faults/in-chromium.js';
import { playInMemory } from './faults/in-memory.js';

const { values } = parseArgs({
  options: {
    breaks: { type: 'string' },
    seed: { type: 'string', default: '1' },
    vod: { type: 'boolean', default: false },
    dvr: { type: 'boolean', default: false },
    chromium: { type: 'boolean', default: false },
    pages: { type: 'string', default: '2' },
    /** Adds to what is in the file, which was played with the seeds before. */
    add: { type: 'boolean', default: false },
  },
  args: process.argv.slice(3),
});
const breaks = Number(values.breaks ?? (values.chromium ? 300 : 10_000));
if (!Number.isInteger(breaks) || breaks < 1)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 1`);
const first = Number(values.seed);
const isKept = values.chromium
  ? await playInChromium({ first, breaks, pages: Number(values.pages), add: values.add })
  : await playInMemory({ first, breaks, of: values.vod ? 'vod' : values.dvr ? 'dvr' : 'live' });
if (!isKept) process.exitCode = 1;
