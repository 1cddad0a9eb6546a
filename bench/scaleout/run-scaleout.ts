import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aNatsServer } from '../../packages/decisioning/src/events/a-nats-server.builder.js';
import { startRedis } from '../../packages/decisioning/src/store-redis/start-redis.builder.js';
import { readBilled } from './read-billed.js';
import { bundleService, startServiceProcess, type ServiceProcess } from './start-service.js';
import { catalogueOf, goalOf, type ServiceTerms } from './terms.js';
import { createTruth } from './truth.js';
import { watchBreak, type Told } from './watch.js';
import { freePort } from '../../packages/decisioning/src/store-redis/free-port.builder.js';

export interface ScaleoutOptions {
  readonly root: string;
  /** At least so many watch; more while it takes longer until all is disturbed. */
  readonly households: number;
  /** Of each device. */
  readonly breaks: number;
  /** How long Redis is stopped, and JetStream is away, in milliseconds. */
  readonly pauseMs: number;
  /** Between one break of a device and the next. */
  readonly betweenMs: number;
  readonly redisTimeoutMs: number;
}

export interface ScaleoutResult extends Readonly<Told> {
  readonly households: number;
  readonly shown: number;
  /** Decisions while Redis was stopped, and those of them that were full. */
  readonly whileAway: number;
  readonly fullWhileAway: number;
  readonly violations: number;
  /** The most that one cap of one viewer was exceeded by. */
  readonly worst: number;
  readonly overspend: number;
  /** Of the goals that are short, all together. */
  readonly overspendPercent: number;
  /** No goal is exceeded by more than one lease may hold. */
  readonly isWithinLeases: boolean;
  /** By the reports of each node at the end. */
  readonly billed: readonly number[];
  /** Impressions of a break and line item that a node's reports have too few or too many of. */
  readonly lost: number;
  readonly billedTwice: number;
  /** Stores without which each node says that it goes on, at the end of the pause. */
  readonly degradedWhileAway: readonly string[];
}

const AT_ONCE = 6;

/** Two service processes, one Redis, one JetStream: one process is killed and started again, Redis is stopped, JetStream is killed. */
export async function runScaleout(options: ScaleoutOptions): Promise<ScaleoutResult> {
  const { root, households, breaks, pauseMs, betweenMs, redisTimeoutMs } = options;
  const bundle = await bundleService(root);
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-scaleout-'));
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(catalogueOf(households)));
  const redis = await startRedis();
  const nats = await aNatsServer();
  const termsOf = async (n: number): Promise<ServiceTerms> => ({
    ...{ port: await freePort(), dataDir: path.join(folder, `node-${n}`), catalogueFile, redisTimeoutMs },
    ...{ redis: redis.url, nats: nats.url },
  });
  const terms = [await termsOf(0), await termsOf(1)] as const;
  const running: ServiceProcess[] = [];
  const nodes = terms.map(({ port }) => ({ url: `http://127.0.0.1:${port}` }));
  const truth = createTruth();
  const told: Told = { decisions: 0, rungs: {}, serverErrors: 0, askedOther: 0, acknowledged: 0, toldTwice: 0 };
  const away = { isNow: false, decisions: 0, full: 0, degraded: [] as string[] };
  let started = 0;
  let isOver = false;
  try {
    await nats.start();
    for (const one of terms) running.push(await startServiceProcess(bundle, one));
    await Promise.all([disturb().finally(() => (isOver = true)), ...Array.from({ length: AT_ONCE }, () => watch())]);
    const { lost, billedTwice, billed } = await readBilled(nodes, truth);
    const { extra, worst } = truth.violations();
    const over = truth.overspend(households);
    const overspend = over.reduce((sum, one) => sum + one, 0);
    return {
      ...told,
      ...{ households: started, shown: truth.shown(), whileAway: away.decisions, fullWhileAway: away.full },
      ...{
        violations: extra,
        worst,
        overspend,
        overspendPercent: (overspend / (over.length * goalOf(households))) * 100,
      },
      isWithinLeases: over.every((one) => one <= goalOf(households) / 4),
      ...{ billed, lost, billedTwice, degradedWhileAway: away.degraded },
    };
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    await Promise.all([nats.end(), redis.stop()]);
    await rm(folder, { recursive: true, force: true });
  }

  async function watch(): Promise<void> {
    while (started < households || !isOver) {
      const household = started++;
      const viewers = [0, 1].map((n) => ({ device: `tv-${household}-${n}`, household: `home-${household}` }));
      await Promise.all(viewers.map((viewer) => watchAll(viewer, household)));
    }
  }

  async function watchAll(
    viewer: { readonly device: string; readonly household: string },
    home: number,
  ): Promise<void> {
    for (let one = 0; one < breaks; one++) {
      const wasAway = away.isNow;
      const { rung } = await watchBreak({ viewer, breakId: `b${one}`, home }, { nodes, truth, told });
      if (wasAway && away.isNow) {
        away.decisions += 1;
        if (rung === 'full') away.full += 1;
      }
      await wait(betweenMs);
    }
  }

  async function disturb(): Promise<void> {
    await wait(pauseMs / 2);
    await running[1]?.kill();
    await wait(pauseMs / 4);
    running[1] = await startServiceProcess(bundle, terms[1]);
    await wait(pauseMs / 4);
    process.kill(redis.pid, 'SIGSTOP');
    away.isNow = true;
    await wait(pauseMs * 0.9);
    away.degraded = await Promise.all(nodes.map(degradedOf));
    await wait(pauseMs * 0.1);
    away.isNow = false;
    process.kill(redis.pid, 'SIGCONT');
    await wait(pauseMs / 2);
    await nats.kill();
    await wait(pauseMs);
    await nats.start();
    await wait(pauseMs / 2);
  }
}

async function degradedOf({ url }: { readonly url: string }): Promise<string> {
  const { degraded } = (await (await fetch(`${url}/health/ready`)).json()) as { degraded: readonly string[] };
  return degraded.map((text) => text.split(':')[0]).join(', ');
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
