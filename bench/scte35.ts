/**
 * How fast sections are decoded, CRC included: Cutaway beside every decoder for JavaScript that can be installed, in one process,
 * taking turns, so that what else the machine does slows them alike. `node bench/run.mjs scte35 --rounds 101`. The others are
 * installed into a temporary folder, outside the lock file. Prints a table and writes bench/results/scte35.json.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { decodeSpliceInfo } from '../packages/scte35/src/decode-splice-info.js';

/** What is compared: SCTE 35 §14.1 and §14.2. */
const SECTIONS = {
  'time_signal + segmentation': '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==',
  'splice_insert + avail': '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=',
};

/** Other decoders, and those of the same trade that the registry does not have. */
const OTHERS = [
  { spec: 'scte35@0.2.4', entry: 'scte35/build/lib/scte35.js' },
  { spec: '@astronautlabs/scte35', entry: null },
] as const;

/** Each turn is this long at least: short, so that few are interrupted by what else the machine does. */
const TURN_MS = 5;

/** Rounds that do not count: on a busy machine an engine compiles late. */
const WARM_UP = 20;

interface Contender {
  readonly name: string;
  readonly from: 'base64' | 'bytes' | 'hex';
  /** What it leaves out, so that a reader of the figures knows. */
  readonly leavesOut: string;
  readonly decode: (text: string) => () => unknown;
}

interface Comcast {
  readonly SCTE35: { parseFromB64(text: string): unknown; parseFromHex(text: string): unknown };
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '101' } }, args: process.argv.slice(3) });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`Cannot run benchmark: --rounds is ${values.rounds}, expected a whole number from 1`);
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const ours: Contender[] = [
  { name: '@cutaway/scte35', from: 'base64', leavesOut: '', decode: (text) => () => decodeSpliceInfo(text) },
  {
    name: '@cutaway/scte35',
    from: 'bytes',
    leavesOut: '',
    decode: (text) => {
      const bytes = bytesOf(text);
      return () => decodeSpliceInfo(bytes);
    },
  },
];

const folder = await mkdtemp(path.join(tmpdir(), 'scte35-decoders-'));
const absent: { spec: string; why: string }[] = [];
try {
  const others = (await Promise.all(OTHERS.map(({ spec, entry }) => install(spec, entry)))).flat();
  const measured = Object.entries(SECTIONS).map(([section, text]) => measure(section, text, [...ours, ...others]));
  const rows = measured.flat().map(({ section, name, from, leavesOut, speeds }) => {
    const [least, most] = [Math.min(...speeds), Math.max(...speeds)];
    return { section, name, from, opsPerSecond: medianOf(speeds), least, most, leavesOut };
  });
  console.table(rows.map(({ section, name, from, opsPerSecond }) => ({ section, name, from, opsPerSecond })));
  const ratios = measured.map((runs) => ({
    section: runs[0]?.section,
    from: 'base64',
    timesTheFastestOther: timesTheFastestOther(runs.filter((run) => run.from === 'base64')),
  }));
  console.table(ratios);
  for (const { spec, why } of absent) console.log(`not compared: ${spec}, ${why}`);
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    cpus: cpus().length,
    rounds,
    ratios,
    rows,
    absent,
  };
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/scte35.json', `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Bundled, since the published build of npm scte35 cannot be loaded by Node as it is. */
async function install(spec: string, entry: string | null): Promise<Contender[]> {
  try {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags, spec], { timeout: 60_000 });
    if (entry === null) throw new Error('it can be had now: give it an entry in bench/scte35.ts');
    const outfile = path.join(folder, 'comcast.mjs');
    const entryPoints = [path.join(folder, 'node_modules', entry)];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    const { SCTE35 } = (await import(pathToFileURL(outfile).href)) as Comcast;
    const leavesOut = 'CRC, every descriptor, right PTS of splice_insert';
    return [
      { name: spec, from: 'base64', leavesOut, decode: (text) => () => SCTE35.parseFromB64(text) },
      {
        name: spec,
        from: 'hex',
        leavesOut,
        decode: (text) => {
          const hex = Buffer.from(text, 'base64').toString('hex');
          return () => SCTE35.parseFromHex(hex);
        },
      },
    ];
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr ?? error);
    absent.push({ spec, why: /E404|404/.test(text) ? 'the registry does not have it' : (text.split('\n')[0] ?? text) });
    return [];
  }
}

type Run = Contender & { readonly section: string; readonly speeds: number[] };

/** Rounds in which each has its turn, a different one first each time. */
function measure(section: string, text: string, contenders: readonly Contender[]): Run[] {
  const told = console.error;
  // npm scte35 complains about each section it does not understand, which would be what is measured.
  console.error = () => undefined;
  const runs = contenders.map((contender) => ({
    ...contender,
    section,
    run: contender.decode(text),
    speeds: [] as number[],
  }));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const one = runs[(turn + round + WARM_UP) % runs.length];
      // A later one takes the place of those that warm up.
      if (one) one.speeds[Math.max(round, 0)] = speedOf(one.run);
    }
  }
  console.error = told;
  return runs;
}

/** Median of the ratios in each round: the machine may be slower for a while, but then it is so for all. */
function timesTheFastestOther(runs: readonly Run[]): number {
  const own = runs.find((run) => run.name === '@cutaway/scte35')?.speeds ?? [];
  const others = runs.filter((run) => run.name !== '@cutaway/scte35');
  const ratios = own.map((speed, round) => speed / Math.max(...others.map((other) => other.speeds[round] ?? NaN)));
  return Math.round(medianOf(ratios) * 100) / 100;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

let kept: unknown;

function speedOf(decode: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let spent = 0;
  while (spent < TURN_MS) {
    for (let i = 0; i < 500; i++) kept = decode();
    count += 500;
    spent = performance.now() - start;
  }
  if (kept === undefined) throw new Error('Cannot measure: a decoder gave nothing, expected a section');
  return Math.round((count / spent) * 1000);
}
