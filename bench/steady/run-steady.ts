import { readFile } from 'node:fs/promises';
import { openService } from '../decisioning/open-service.js';
import { sendAll } from '../events/send-all.js';
import type { ServerProcess } from '../events/start-server.js';
import { aPod, BEACONS_OF_POD, beaconsOf, requestOf } from '../events/workload.js';
import { atShare, rounded } from '../overload/at-share.js';
import { findSaturation, type Load } from '../overload/find-saturation.js';
import { sendOpen, type Sent } from '../overload/open-load.js';

export interface SteadyOptions {
  readonly minutes: number;
  /** Of the full decisions a second that the service can do. */
  readonly share: number;
  /** Viewers who take turns. */
  readonly audience: number;
  /** Requests a second with which the search for what the service can do begins. */
  readonly firstRate: number;
  readonly connections: number;
  /** Between two looks at the process. Default 20. */
  readonly stepSeconds?: number;
  readonly searchSeconds?: number;
  readonly onSample?: (sample: SteadySample) => void;
}

/** The process after some seconds of the load, and what came of that. Bytes and milliseconds. */
export interface SteadySample {
  readonly atS: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** How late its event loop was, at p99. */
  readonly loopP99Ms: number;
  readonly sent: number;
  readonly answered: number;
  readonly full: number;
  readonly shed: number;
  readonly p99Ms: number;
  readonly lateP99Ms: number;
  readonly beacons: number;
  /** Of them, with a 204. */
  readonly heard: number;
}

export interface SteadyRun {
  readonly saturation: number;
  readonly rate: number;
  /** What a line through the samples of the last two thirds rises by in an hour. */
  readonly rssMbPerHour: number;
  readonly heapMbPerHour: number;
  /** The same of the resident set, as a share of what it is at the end. */
  readonly risesBy: number;
  /** Of the samples, the middle one and the worst. */
  readonly loopP99Ms: { readonly median: number; readonly worst: number };
  readonly answered: number;
  readonly full: number;
  readonly samples: readonly SteadySample[];
}

/** Pods whose beacons come in a step, for each second of it. */
const PODS_A_SECOND = 10;
const BEACON_LINES = 16;
const MB = 1_000_000;

/** A part of what the service can do, by an open load, with beacons beside it, for as long as wanted. */
export async function runSteady(options: SteadyOptions): Promise<SteadyRun> {
  const { minutes, share, audience, firstRate, connections, searchSeconds = 5, stepSeconds = 20, onSample } = options;
  const { service, close } = await openService('shedding', await deployedArgs());
  try {
    const load: Load = (rate, requests) => sendOpen(service.port, { rate, requests, connections, audience });
    await load(firstRate, Math.ceil(firstRate * searchSeconds)); // warms up
    const saturation = await findSaturation(load, firstRate, searchSeconds);
    const rate = saturation * share;
    const samples: SteadySample[] = [];
    const startedMs = performance.now();
    await service.ask('loop');
    for (let pods = 0; samples.length * stepSeconds < minutes * 60; pods += PODS_A_SECOND * stepSeconds) {
      const [sent, heard] = await Promise.all([
        load(rate, Math.max(1, Math.round(rate * stepSeconds))),
        sendBeacons(service.port, pods, PODS_A_SECOND * stepSeconds),
      ]);
      const atS = Math.round((performance.now() - startedMs) / 1000);
      const beacons = PODS_A_SECOND * stepSeconds * BEACONS_OF_POD;
      const sample = { atS, ...(await lookAt(service)), ...countOf(sent), beacons, heard };
      samples.push(sample);
      onSample?.(sample);
    }
    return { saturation: rounded(saturation), rate: rounded(rate), ...figuresOf(samples), samples };
  } finally {
    await close();
  }
}

/** What Node is told where the service is deployed: it decides how much memory is used. */
async function deployedArgs(): Promise<readonly string[]> {
  const dockerfile = await readFile('deploy/Dockerfile', 'utf8');
  const [, options] = /\bNODE_OPTIONS=(\S+)/.exec(dockerfile) ?? [];
  if (options === undefined)
    throw new Error('Cannot run benchmark: deploy/Dockerfile has no NODE_OPTIONS, expected some');
  return [options];
}

/** How many of them were answered with 204. */
async function sendBeacons(port: number, firstPod: number, pods: number): Promise<number> {
  const startedMs = Date.now() - 600_000;
  const requests = Array.from({ length: pods }, (_none, n) =>
    beaconsOf(aPod(firstPod + n, startedMs), startedMs + 1000).map((beacon) => requestOf(beacon, firstPod + n)),
  ).flat();
  let heard = 0;
  await sendAll(port, requests, BEACON_LINES, (_index, status) => {
    heard += status === 204 ? 1 : 0;
  });
  return heard;
}

async function lookAt(service: ServerProcess): Promise<Pick<SteadySample, 'rssBytes' | 'heapBytes' | 'loopP99Ms'>> {
  const loopP99Ms = rounded(await service.ask<number>('loop'));
  const { rss, heapUsed } = await service.ask<NodeJS.MemoryUsage>('memory');
  return { rssBytes: rss, heapBytes: heapUsed, loopP99Ms };
}

function countOf(sent: readonly Sent[]): Omit<SteadySample, 'atS' | 'beacons' | 'heard' | keyof Looked> {
  const count = (test: (one: Sent) => boolean): number => sent.filter(test).length;
  return {
    sent: sent.length,
    answered: count(({ status, isValid }) => status === 200 && isValid),
    full: count(({ rung }) => rung === 'full'),
    shed: count(({ isShed }) => isShed),
    p99Ms: atShare(
      sent.map(({ ms }) => ms),
      0.99,
    ),
    lateP99Ms: atShare(
      sent.map(({ lateMs }) => lateMs),
      0.99,
    ),
  };
}

type Looked = Awaited<ReturnType<typeof lookAt>>;

/** What all samples come to. */
export function figuresOf(samples: readonly SteadySample[]): Omit<SteadyRun, 'saturation' | 'rate' | 'samples'> {
  const late = samples.slice(Math.floor(samples.length / 3));
  const hourly = (of: (one: SteadySample) => number): number =>
    slope(late.map((one): [number, number] => [one.atS / 3600, of(one)]));
  const rss = hourly(({ rssBytes }) => rssBytes);
  const delays = samples.map(({ loopP99Ms }) => loopP99Ms);
  const sum = (of: (one: SteadySample) => number): number => samples.reduce((all, one) => all + of(one), 0);
  const sent = sum((one) => one.sent);
  return {
    rssMbPerHour: rounded(rss / MB),
    heapMbPerHour: rounded(hourly(({ heapBytes }) => heapBytes) / MB),
    risesBy: rounded(rss / (late[late.length - 1]?.rssBytes ?? NaN)),
    loopP99Ms: { median: atShare(delays, 0.5), worst: rounded(Math.max(...delays)) },
    answered: sum(({ answered }) => answered) / sent,
    full: rounded(sum(({ full }) => full) / sent),
  };
}

/** Of the line that is nearest to the points. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const by = (axis: 0 | 1): number =>
    points.reduce((sum, point) => sum + (point[0] - x) * (point[axis] - (axis === 0 ? x : y)), 0);
  return by(1) / by(0);
}
