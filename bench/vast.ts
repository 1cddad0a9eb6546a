/**
 * How fast a response becomes the full model, beside raw fast-xml-parser (attributes on, values as strings) and vast-client with its
 * DOM (xmldom on Node, the browser's own in Chromium): in one process or on one page, taking turns, so that what else the machine
 * does slows them alike. `node bench/run.mjs vast --rounds 61`, or with `--chromium`. Prints a table, writes bench/results/vast.json
 * or vast-chromium.json, and exits with 1 where ours takes more than raw fast-xml-parser, or more than half of what vast-client takes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { DOMParser } from '@xmldom/xmldom';
import { contendersWith } from './vast/contenders.js';
import { DOCUMENTS } from './vast/documents.js';
import { measureInChromium } from './vast/measure-in-chromium.js';
import { measure } from './vast/measure.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '61' }, chromium: { type: 'boolean', default: false } },
  args: process.argv.slice(3),
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`Cannot run benchmark: --rounds is ${values.rounds}, expected a whole number from 1`);
}

const { engine, measured } = values.chromium ? await measureInChromium(rounds) : await measureInNode();
const rows = measured.flatMap((one) => one.rows);
const ratios = measured.map(({ ratio }) => ratio);
console.table(rows);
console.table(ratios);
const result = { at: new Date().toISOString(), engine, cpus: cpus().length, rounds, ratios, rows };
await mkdir('bench/results', { recursive: true });
const file = values.chromium ? 'vast-chromium.json' : 'vast.json';
await writeFile(`bench/results/${file}`, `${JSON.stringify(result, null, 2)}\n`);
const missed = ratios.filter(({ toRawParser, vastClientToOurs }) => toRawParser > 1 || vastClientToOurs < 2);
if (missed.length > 0) process.exitCode = 1;

async function measureInNode() {
  const contenders = contendersWith('xmldom', (xml) => new DOMParser().parseFromString(xml, 'text/xml'));
  const all: Awaited<ReturnType<typeof measure>>[] = [];
  for (const document of DOCUMENTS) all.push(await measure(contenders, document, rounds));
  return { engine: `Node ${process.version}`, measured: all };
}
