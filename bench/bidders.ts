/**
 * What a bidder that hangs costs those who ask five of them (target P7): `node bench/run.mjs bidders --rate 50 --seconds 20`. The demand
 * of the service asks five bidders of the test kit at a steady rate, whatever is still open (an open loop). Four parts, the first of them
 * the baseline: all five answer; one hangs from the start of the part, breaker closed; its breaker open; and, to compare, the four others
 * alone. Prints a table and writes bench/results/bidders.json.
 *
 * A machine that is busy with something else makes all parts slow alike: `loopDelayP99Ms` says how much of the figures is its own.
 */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  aBidder,
  anAsk,
  aQuestion,
  aSeller,
  someTerms,
} from '../packages/decisioning/src/demand/a-question.builder.js';
import { createBidderLine } from '../packages/decisioning/src/demand/call/bidder-line.js';
import { THROTTLE_LIMITS } from '../packages/decisioning/src/demand/call/queue-throttle.js';
import { createDemand } from '../packages/decisioning/src/demand/create-demand.js';
import type { Demand } from '../packages/decisioning/src/demand/demand.js';
import { startMockBidder } from '../packages/testkit/src/bidder/start-mock-bidder.js';

const BIDDERS = 5;
const LATENCY = { medianMs: 20, spread: 0.4, maxMs: 150 };

/** What the process of the bidders is told: the first bidder hangs from now on, or not any more. */
type Order = 'hang' | 'heal' | 'end';

interface Part {
  readonly part: string;
  readonly asks: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicrosPerAsk: number;
  readonly loopDelayP99Ms: number;
  readonly bidsPerAsk: number;
  readonly callsToHanging: number;
}

const AS_BIDDERS = 'as-bidders';
if (process.argv[2] === AS_BIDDERS) await runBidders();
else await measureAll();

/** In a process of their own, so that what they do is not counted as the asker's. It ends with it. */
async function runBidders(): Promise<void> {
  const names = Array.from({ length: BIDDERS }, (_, i) => `b${i}`);
  const mocks = await Promise.all(names.map((name, i) => startMockBidder({ name, seed: i + 1, latency: LATENCY })));
  process.on('disconnect', () => process.exit());
  process.on('message', (order: Order) => {
    if (order === 'end') void Promise.all(mocks.map((mock) => mock.close())).then(() => process.disconnect());
    else mocks[0]?.setFaults(order === 'hang' ? [{ fault: 'hang', share: 1 }] : []);
  });
  process.send?.(mocks.map(({ url }) => url));
}

async function measureAll(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
      tmax: { type: 'string', default: '200' },
    },
    args: process.argv.slice(3),
  });
  const [rate, seconds, tmaxMs] = [Number(values.rate), Number(values.seconds), Number(values.tmax)];
  if (!(rate > 0 && seconds > 0 && tmaxMs > 0)) {
    throw new RangeError('Cannot run benchmark: --rate, --seconds or --tmax is no number above 0');
  }
  const child = fork(fileURLToPath(import.meta.url), [AS_BIDDERS]);
  const urls = await new Promise<readonly string[]>((resolve) => {
    child.once('message', (told) => resolve(told as readonly string[]));
  });
  const bidders = urls.map((url, i) => aBidder({ id: `b${i}`, url, tmaxMs }));
  let openedAtMs: number | null = null;
  let calls = 0;
  const make = (count: number) =>
    createDemand({
      ...someTerms({ bidders: bidders.slice(-count) }),
      seller: aSeller(),
      nowMs,
      listener: {
        onBreaker: (bidderId, phase) => {
          if (bidderId === 'b0' && phase === 'open') openedAtMs ??= nowMs();
        },
        onOutcome: ({ bidderId, ms }) => {
          if (bidderId === 'b0' && ms > 0) calls += 1;
        },
      },
    });
  const run = async (part: string, demand: Demand, forSeconds: number): Promise<Part> => {
    calls = 0;
    const measured = await measure(demand, { rate, seconds: forSeconds, tmaxMs });
    return { part, ...measured, callsToHanging: calls };
  };

  const [five, four] = [make(BIDDERS), make(BIDDERS - 1)];
  await run('warm-up', five, 2);
  await run('warm-up', four, 2);
  const all = await run('all five answer', five, seconds);
  child.send('hang' satisfies Order);
  const hungAtMs = nowMs();
  openedAtMs = null;
  const opening = await run('one hangs: until its breaker is open', five, 2);
  const open = await run('one hangs: breaker open', five, seconds);
  const alone = await run('the four others alone', four, seconds);
  child.send('end' satisfies Order);
  await Promise.all([five.close(), four.close()]);

  const opensAfterMs = openedAtMs === null ? null : round(openedAtMs - hungAtMs);
  const summary = {
    addedP99WhileOpeningMs: round(opening.p99Ms - all.p99Ms),
    mayAddMs: tmaxMs + 10,
    opensAfterMs,
    mayOpenAfterMs: 2000,
    cpuOpenToFourAlone: round(open.cpuMicrosPerAsk / alone.cpuMicrosPerAsk),
    nanosPerRefusal: costOfRefusal(),
    shareOfCallsWhileOpen: round(open.callsToHanging / open.asks),
  };
  const parts = [all, opening, open, alone];
  console.table(parts);
  console.table(summary);
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    cpus: cpus().length,
    rate,
    seconds,
    tmaxMs,
    summary,
    parts,
  };
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/bidders.json', `${JSON.stringify(result, null, 2)}\n`);
}

interface Load {
  readonly rate: number;
  readonly seconds: number;
  readonly tmaxMs: number;
}

/** Asks at fixed times, and counts from the time that was fixed: a late start is waiting, too. */
async function measure(demand: Demand, { rate, seconds, tmaxMs }: Load) {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const cpuBefore = process.cpuUsage();
  const startedMs = nowMs();
  const took: number[] = [];
  let bids = 0;
  const asks = Math.round(rate * seconds);
  const running = Array.from({ length: asks }, async (_, i) => {
    const dueMs = startedMs + (i * 1000) / rate;
    await new Promise((resolve) => setTimeout(resolve, dueMs - nowMs()));
    const ask = anAsk({ seed: i, breakId: `b${i}` });
    const { candidates } = await demand.ask(aQuestion({ latestStartMs: nowMs() + 60_000 }), ask, dueMs + tmaxMs * 2);
    took.push(nowMs() - dueMs);
    bids += candidates.length;
  });
  await Promise.all(running);
  const { user, system } = process.cpuUsage(cpuBefore);
  loop.disable();
  took.sort((a, b) => a - b);
  const at = (share: number) => round(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN);
  return {
    asks,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicrosPerAsk: Math.round((user + system) / asks),
    loopDelayP99Ms: round(loop.percentile(99) / 1e6),
    bidsPerAsk: round(bids / asks),
  };
}

/** CPU time of asking a line whose breaker is open, in nanoseconds. */
function costOfRefusal(): number {
  const quiet = { onBreaker: () => undefined, onThrottle: () => undefined };
  const line = createBidderLine(aBidder(), {
    transport: { call: () => Promise.reject(new Error('Cannot call')), close: () => Promise.resolve() },
    throttle: { mode: 'simulate', limits: THROTTLE_LIMITS },
    leastPatienceMs: 50,
    listener: quiet,
    nowMs: () => 0,
  });
  for (let i = 0; i < 5; i++) line.judge({ timeoutMs: 1, isProbe: false, isFair: true }, 'bad');
  const times = 1_000_000;
  const before = process.cpuUsage();
  let refused = 0;
  for (let i = 0; i < times; i++) if (line.leaveToCall(200) === 'breaker-open') refused += 1;
  const { user, system } = process.cpuUsage(before);
  if (refused !== times) throw new Error(`Cannot measure: ${times - refused} calls were let through, expected none`);
  return round(((user + system) * 1000) / times);
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
