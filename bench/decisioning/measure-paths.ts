import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sendAll } from '../events/send-all.js';
import { bundleServer, startServer, type ServerProcess } from '../events/start-server.js';
import { openService } from './open-service.js';
import { PATHS, type Path } from './paths.js';

/** One path: microseconds of CPU time of a request, medians of the rounds; `ratio` is the median of the rounds' ratios. */
export interface PathCost {
  readonly path: string;
  readonly requests: number;
  /** Of a body of the service, and of the bare server's: means of the rounds. */
  readonly bytes: number;
  readonly bareBytes: number;
  readonly serviceUs: number;
  readonly bareUs: number;
  readonly ratio: number;
  readonly mostRatio: number;
  readonly ratios: readonly number[];
}

export interface MeasureOptions {
  /** Beside one that warms up. */
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
  /** Names of paths that are measured. Default: all. */
  readonly only?: readonly string[];
  /** Of Node, for the service. */
  readonly nodeArgs?: readonly string[];
}

export interface Measured {
  readonly costs: readonly PathCost[];
  /** Decisions by the rung they came from: `full` and, of the CDN's address, `cohort`, or something else was measured. */
  readonly rungs: Readonly<Record<string, number>>;
  readonly beacons: Readonly<Record<string, number>>;
}

/**
 * The whole service on a disk beside a bare fastify that says the same, each a process of its own, whose CPU time is read before and
 * after a round. They take turns, each first in every second round.
 */
export async function measurePaths(options: MeasureOptions): Promise<Measured> {
  const { service, folder, close } = await openService('service', options.nodeArgs);
  await keepSamples(service, folder);
  const bare = await startServer(await bundleServer('decisioning/service-process'), ['bare', folder]);
  try {
    const costs: PathCost[] = [];
    for (const one of PATHS) {
      if (options.only?.includes(one.name) === false) continue;
      costs.push(await costOfPath(one, { service, bare, folder }, options));
    }
    return { costs, ...(await readMeters(service.port)) };
  } finally {
    await Promise.all([close(), bare.kill()]);
  }
}

async function keepSamples(service: ServerProcess, folder: string): Promise<void> {
  for (const one of PATHS) {
    let said = '';
    await sendAll(service.port, one.requests(-1, 1).slice(0, 1), 1, (_index, _status, body) => (said = body));
    if (one.file !== undefined) await writeFile(path.join(folder, one.file), said, 'latin1');
  }
}

interface Servers {
  readonly service: ServerProcess;
  readonly bare: ServerProcess;
  /** Where the bare server finds what it is to say. */
  readonly folder: string;
}

async function costOfPath(one: Path, { service, bare, folder }: Servers, options: MeasureOptions): Promise<PathCost> {
  const rounds: { serviceUs: number; bareUs: number; ratio: number; bytes: number; bareBytes: number }[] = [];
  let sent = 0;
  for (let round = 0; round <= options.rounds; round += 1) {
    const requests = one.requests(round, options.requests);
    sent = requests.length;
    const costs = new Map<ServerProcess, Cost>();
    for (const server of round % 2 === 0 ? [service, bare] : [bare, service]) {
      const cost = await costOf(server, requests, one, options.connections);
      costs.set(server, cost);
      if (server !== service || one.file === undefined) continue;
      // Pods are not all as long: the bare server says what is said now.
      await writeFile(path.join(folder, one.file), cost.typical, 'latin1');
      await bare.ask('read');
    }
    const [{ us: serviceUs, bytes }, { us: bareUs, bytes: bareBytes }] = [costs.get(service)!, costs.get(bare)!];
    if (round > 0) rounds.push({ serviceUs, bareUs, ratio: serviceUs / bareUs, bytes, bareBytes });
  }
  const median = (name: 'serviceUs' | 'bareUs' | 'ratio') => medianOf(rounds.map((round) => round[name]));
  const mean = (name: 'bytes' | 'bareBytes') =>
    Math.round(rounds.reduce((sum, round) => sum + round[name], 0) / rounds.length);
  return {
    ...{ path: one.name, requests: sent, bytes: mean('bytes'), bareBytes: mean('bareBytes') },
    ...{ serviceUs: median('serviceUs'), bareUs: median('bareUs') },
    ...{ ratio: median('ratio'), mostRatio: one.mostRatio, ratios: rounds.map(({ ratio }) => rounded(ratio)) },
  };
}

interface Cost {
  /** CPU time of a request. */
  readonly us: number;
  /** Of a body, the mean. */
  readonly bytes: number;
  /** A body that is about as long as they are at the mean. */
  readonly typical: string;
}

async function costOf(
  server: ServerProcess,
  requests: readonly Buffer[],
  { name, status: wanted }: Path,
  connections: number,
): Promise<Cost> {
  const before = await server.ask<NodeJS.CpuUsage>('cpu');
  let [answered, sum, typical] = [0, 0, ''];
  await sendAll(server.port, requests, connections, (_index, status, body) => {
    if (status !== wanted) return;
    answered += 1;
    sum += body.length;
    const mean = sum / answered;
    if (Math.abs(body.length - mean) < Math.abs(typical.length - mean)) typical = body;
  });
  const after = await server.ask<NodeJS.CpuUsage>('cpu');
  if (answered !== requests.length)
    throw new Error(`Cannot measure ${name}: ${answered} of ${requests.length} were answered, expected all`);
  const us = (after.user + after.system - before.user - before.system) / requests.length;
  return { us, bytes: sum / answered, typical };
}

/** What the service counted itself. */
async function readMeters(port: number): Promise<Pick<Measured, 'rungs' | 'beacons'>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sums = (name: string, label: string): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const [, labels = '', value] of text.matchAll(new RegExp(`^${name}\\{(.*)\\} (\\d+)$`, 'gm'))) {
      const key = new RegExp(`${label}="([^"]*)"`).exec(labels)?.[1] ?? '';
      found[key] = (found[key] ?? 0) + Number(value);
    }
    return found;
  };
  return {
    rungs: sums('cutaway_decision_requests_total', 'path'),
    beacons: sums('cutaway_beacon_total', 'verdict'),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const medianOf = (values: readonly number[]): number =>
  rounded([...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN);
