/**
 * Everything that reads a manifest for breaks, on mutated refreshes that grow from the pages in `packages/signals/cases`:
 * `node bench/run.mjs fuzz-playlists --texts 100000 --seed 35`. Writes bench/results/fuzz-playlists.json; exits with 1 where
 * something threw, gave a number that is none, read a refresh otherwise than the text alone, or took longer than the text allows.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fuzzPlaylists } from '../packages/signals/src/fuzz-playlists.js';

interface Page {
  readonly steps: readonly { readonly playlist?: readonly string[]; readonly mpd?: readonly string[] }[];
}

const { values } = parseArgs({
  options: { texts: { type: 'string', default: '100000' }, seed: { type: 'string', default: '35' } },
  args: process.argv.slice(3),
});
const texts = Number(values.texts);
const seed = Number(values.seed);
if (!Number.isInteger(texts) || texts < 1 || !Number.isInteger(seed)) {
  console.error('Cannot fuzz: --texts or --seed is no whole number, expected them like --texts 100000 --seed 35');
  process.exit(1);
}
const SCHEDULE = `{"DATERANGES":[{"ID":"a","CLASS":"com.apple.hls.interstitial","X-SCHEDULE-OFFSET":30,"X-ASSET-LIST":"a.json","X-RESUME-OFFSET":0},
{"CLASS":"com.apple.hls.daterange-schedule","START-DATE":"2026-11-22T10:00:00Z","X-URI":"b.json","X-MORE":{"a":[1,null]}}]}`;
const pages: string[][] = [[SCHEDULE]];
for (const folder of ['exemplary', 'supplemental']) {
  const root = `packages/signals/cases/${folder}`;
  for (const file of (await readdir(root)).sort()) {
    const { steps } = JSON.parse(await readFile(`${root}/${file}`, 'utf8')) as Page;
    pages.push(steps.flatMap(({ playlist, mpd }) => (playlist ?? mpd)?.join('\n') ?? []));
  }
}
const startMs = performance.now();
const report = fuzzPlaylists(pages, texts, seed, () => performance.now());
const result = { seed, ...report, seconds: Math.round((performance.now() - startMs) / 100) / 10 };
console.log(JSON.stringify(result, null, 2));
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/fuzz-playlists.json', `${JSON.stringify(result, null, 2)}\n`);
const { throws, broken, changed, slow } = report;
if ([throws, broken, changed, slow].some((list) => list.length > 0)) process.exit(1);
