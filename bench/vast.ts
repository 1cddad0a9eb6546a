/**
 * How fast a response becomes the full model, beside raw fast-xml-parser (attributes on, values as strings) and vast-client with
 * xmldom, the DOM that it uses on Node: in one process, taking turns, so that what else the machine does slows them alike.
 * `node bench/run.mjs vast --rounds 61`. Prints a table, writes bench/results/vast.json, and exits with 1 where ours takes more than
 * raw fast-xml-parser, or more than half of what vast-client takes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { VASTParser } from '@dailymotion/vast-client';
import { DOMParser } from '@xmldom/xmldom';
import { XMLParser } from 'fast-xml-parser';
import { parseVast } from '../packages/vast/src/parse-vast.js';
import { DOCUMENTS } from './vast/documents.js';

/** Each turn takes about this many characters: short, so that few are interrupted by what else the machine does. */
const TURN_CHARACTERS = 200_000;

/** Rounds that do not count: on a busy machine an engine compiles late. */
const WARM_UP = 15;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '61' } }, args: process.argv.slice(3) });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`Cannot run benchmark: --rounds is ${values.rounds}, expected a whole number from 1`);
}

interface Contender {
  readonly name: string;
  /** How many ads it found, so that nothing is compared that failed. */
  readonly read: (xml: string) => number | Promise<number>;
}

/** What a caller of fast-xml-parser gets: objects with merged children, and no model. */
interface RawVast {
  readonly VAST: { readonly Ad: unknown };
}

const raw = { ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false };
const contenders: readonly Contender[] = [
  {
    name: '@cutaway/vast',
    read: (xml) => {
      const document = parseVast(xml);
      return 'error' in document ? -1 : document.ads.length;
    },
  },
  {
    name: 'fast-xml-parser',
    read: (xml) => {
      const { Ad } = (new XMLParser(raw).parse(xml) as RawVast).VAST;
      return Array.isArray(Ad) ? Ad.length : 1;
    },
  },
  {
    name: 'vast-client + xmldom',
    read: async (xml) => {
      const parser = new VASTParser();
      const dom = new DOMParser().parseFromString(xml, 'text/xml');
      const { ads } = (await parser.parseVAST(dom)) as { readonly ads: readonly unknown[] };
      return ads.length;
    },
  },
];

interface Row {
  readonly document: string;
  readonly characters: number;
  readonly name: string;
  readonly medianMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

const rows: Row[] = [];
const ratios: { document: string; toRawParser: number; vastClientToOurs: number }[] = [];
for (const { name: document, xml, ads } of DOCUMENTS) {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const repeats = Math.max(1, Math.round(TURN_CHARACTERS / xml.length));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const one = contenders[(turn + round + WARM_UP) % contenders.length];
      // A later round takes the place of those that warm up.
      if (one) (times.get(one.name) ?? [])[Math.max(round, 0)] = await timeOf(one, xml, ads, repeats);
    }
  }
  for (const [name, ms] of times) {
    const [least, most] = [Math.min(...ms), Math.max(...ms)];
    rows.push({
      document,
      characters: xml.length,
      name,
      medianMs: round3(medianOf(ms)),
      leastMs: round3(least),
      mostMs: round3(most),
    });
  }
  const [ours = [], parser = [], client = []] = [...times.values()];
  ratios.push({
    document,
    toRawParser: round3(medianOf(ours.map((ms, i) => ms / (parser[i] ?? NaN)))),
    vastClientToOurs: round3(medianOf(ours.map((ms, i) => (client[i] ?? NaN) / ms))),
  });
}
console.table(rows);
console.table(ratios);
const result = { at: new Date().toISOString(), node: process.version, cpus: cpus().length, rounds, ratios, rows };
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/vast.json', `${JSON.stringify(result, null, 2)}\n`);
const missed = ratios.filter(({ toRawParser, vastClientToOurs }) => toRawParser > 1 || vastClientToOurs < 2);
if (missed.length > 0) process.exitCode = 1;

async function timeOf({ name, read }: Contender, xml: string, ads: number, repeats: number): Promise<number> {
  const start = performance.now();
  let found: number | Promise<number> = 0;
  for (let i = 0; i < repeats; i++) {
    found = read(xml);
    if (typeof found !== 'number') found = await found;
  }
  const ms = (performance.now() - start) / repeats;
  if (found !== ads) throw new Error(`Cannot measure: ${name} found ${String(found)} ads, expected ${ads}`);
  return ms;
}

/** Ratios are taken within a round: the machine may be slower for a while, but then it is so for all. */
function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
