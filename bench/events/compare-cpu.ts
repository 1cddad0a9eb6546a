import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aPod, beaconsOf, requestOf } from './workload.js';
import { sendAll } from './send-all.js';
import { bundleServer, startServer, type ServerProcess } from './start-server.js';

export interface CpuRun {
  readonly connections: number;
  readonly beaconsInRound: number;
  /** Verdicts of all beacons: all `ok` is right, or something else was measured. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly rounds: readonly { readonly collectorUs: number; readonly bareUs: number; readonly ratio: number }[];
  /** Medians of the rounds, microseconds of CPU time a beacon. */
  readonly collectorUs: number;
  readonly bareUs: number;
  readonly medianRatio: number;
}

export interface CpuOptions {
  readonly rounds: number;
  /** Pods of a round, of 24 beacons each. */
  readonly pods: number;
  /** Fewer than pods: a viewer's beacons come one after the other. */
  readonly connections: number;
}

/**
 * CPU time of a beacon that is verified, judged and durable, beside a fastify route that answers 204 to the same bytes. The servers
 * are processes of their own and take turns, each first in every second round; one round warms up.
 */
export async function compareCpu({ rounds, pods, connections }: CpuOptions): Promise<CpuRun> {
  const bundle = await bundleServer('events/collector-process');
  const folder = await mkdtemp(path.join(tmpdir(), 'compare-cpu-'));
  const [collector, bare] = [await startServer(bundle, ['collector', folder]), await startServer(bundle, ['bare'])];
  const measured: CpuRun['rounds'][number][] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const requests = requestsOf(round, pods);
      const costs = new Map<ServerProcess, number>();
      for (const server of round % 2 === 0 ? [collector, bare] : [bare, collector]) {
        costs.set(server, await costOf(server, requests, connections));
      }
      const [collectorUs, bareUs] = [costs.get(collector)!, costs.get(bare)!];
      if (round > 0) measured.push({ collectorUs, bareUs, ratio: collectorUs / bareUs });
    }
    const verdicts = await collector.ask<Record<string, number>>('verdicts');
    const median = (name: 'collectorUs' | 'bareUs' | 'ratio') => medianOf(measured.map((one) => one[name]));
    const medians = { collectorUs: median('collectorUs'), bareUs: median('bareUs'), medianRatio: median('ratio') };
    return { connections, beaconsInRound: requestsOf(0, pods).length, verdicts, rounds: measured, ...medians };
  } finally {
    await Promise.all([collector.kill(), bare.kill()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Viewers that are at different places of their pods: one beacon of each in turn, as they come in a break. */
function requestsOf(round: number, pods: number): readonly Buffer[] {
  const startedMs = Date.now() - 3_600_000;
  const viewers = Array.from({ length: pods }, (_, n) => {
    const viewer = round * pods + n;
    return beaconsOf(aPod(viewer, startedMs), startedMs + 1000).map((beacon) => requestOf(beacon, viewer));
  });
  const beacons = viewers[0]?.length ?? 0;
  return Array.from({ length: beacons }, (_, place) => viewers.map((requests) => requests[place]!)).flat();
}

async function costOf(server: ServerProcess, requests: readonly Buffer[], connections: number): Promise<number> {
  const before = await server.ask<NodeJS.CpuUsage>('cpu');
  let answered = 0;
  await sendAll(server.port, requests, connections, (_index, status) => (answered += status === 204 ? 1 : 0));
  const after = await server.ask<NodeJS.CpuUsage>('cpu');
  if (answered !== requests.length) {
    throw new Error(`Cannot measure: ${answered} of ${requests.length} beacons were accepted, expected all`);
  }
  return (after.user + after.system - before.user - before.system) / requests.length;
}

function medianOf(values: readonly number[]): number {
  return Math.round(([...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN) * 100) / 100;
}
