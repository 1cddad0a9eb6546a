import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeCatalogue } from '../decisioning/write-catalogue.js';
import { bundleServer, startServer, type ServerProcess } from '../events/start-server.js';
import { BENCH_TOKEN } from '../events/workload.js';
import { writeEvents } from './write-events.js';

/** One start of the service, until it listens. */
export interface Start {
  readonly readyMs: number;
  /** Of the process, user and system together. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface StartsRun {
  readonly events: number;
  readonly logBytes: number;
  readonly checkpointBytes: number;
  readonly without: Start;
  readonly with: Start;
  /** How late the event loop was while the checkpoint was written and nothing else was done, at worst. */
  readonly loopWorstMs: number;
  /** Both starts gave the same report. */
  readonly isSame: boolean;
}

/** A start that has read much writes one at once. */
const MOST_WAIT_MS = 60_000;

export async function compareStarts(options: { readonly events: number; readonly days: number }): Promise<StartsRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-start-'));
  const data = path.join(folder, 'data');
  const catalogue = path.join(folder, 'catalogue.json');
  try {
    await mkdir(data);
    await writeCatalogue(catalogue);
    const events = await writeEvents(data, { ...options, untilMs: Date.now() });
    const bundle = await bundleServer('decisioning/service-process');
    const open = () => startServer(bundle, ['shedding', catalogue, data], ['--max-old-space-size=2000']);
    const first = await measure(open);
    await first.service.ask('loop');
    const checkpoints = path.join(data, 'checkpoints');
    await untilWritten(checkpoints, await bytesIn(path.join(data, 'events'), '.seg'));
    const loopWorstMs = await first.service.ask<number>('worst');
    const one = await reportOf(first.service);
    await first.service.kill();
    const second = await measure(open);
    const other = await reportOf(second.service);
    await second.service.kill();
    return {
      events,
      logBytes: await bytesIn(path.join(data, 'events'), '.seg'),
      checkpointBytes: (await stat(path.join(checkpoints, (await newestIn(checkpoints)) ?? ''))).size,
      ...{ without: first.start, with: second.start, loopWorstMs, isSame: one === other },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(open: () => Promise<ServerProcess>): Promise<{ service: ServerProcess; start: Start }> {
  const beganMs = performance.now();
  const service = await open();
  const readyMs = Math.round(performance.now() - beganMs);
  const { user, system } = await service.ask<NodeJS.CpuUsage>('cpu');
  const { rss } = await service.ask<NodeJS.MemoryUsage>('memory');
  return { service, start: { readyMs, cpuMs: Math.round((user + system) / 1000), rssBytes: rss } };
}

/** Until there is one of the whole log: its name says up to where. */
async function untilWritten(folder: string, logBytes: number): Promise<void> {
  for (const untilMs = performance.now() + MOST_WAIT_MS; performance.now() < untilMs; await sleep(100))
    if (Number.parseInt((await newestIn(folder)) ?? '0', 10) >= logBytes) return;
  throw new Error(`Cannot measure: no checkpoint was written in ${MOST_WAIT_MS} ms, expected one`);
}

const newestIn = async (folder: string): Promise<string | undefined> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.checkpoint'))
    .sort()
    .at(-1);

async function bytesIn(folder: string, ending: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function reportOf({ port }: ServerProcess): Promise<string> {
  const url = `http://127.0.0.1:${port}/admin/v1/reports?granularity=hour&groupBy=time,lineItem,bidder`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${BENCH_TOKEN}` } });
  if (!answer.ok) throw new Error(`Cannot read the report: ${answer.status}, expected 200`);
  return answer.text();
}
