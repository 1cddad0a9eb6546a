import { startRedis } from '../../packages/decisioning/src/store-redis/start-redis.builder.js';
import { createExactLog } from './exact-log.js';
import { bundleNode, startNode, type NodeProcess } from './node-process.js';
import { ADS, type FromNode } from './terms.js';

export type CapFault = 'none' | 'node-killed' | 'store-paused';

export interface CapFaultsOptions {
  readonly root: string;
  readonly fault: CapFault;
  readonly households: number;
  /** Of each device, one after the other. */
  readonly pods: number;
  readonly pauseMs: number;
  /** What the store has not answered by then has failed. */
  readonly timeoutMs: number;
}

export interface CapFaultsResult {
  readonly fault: CapFault;
  readonly pods: number;
  readonly seen: number;
  /** Seen while the store did not answer. */
  readonly seenWhileAway: number;
  readonly unanswered: number;
  readonly toldTwice: number;
  readonly violations: number;
  /** The most that one cap of one viewer was exceeded by. */
  readonly worst: number;
  readonly overspend: number;
  /** Of the four goals that are short. */
  readonly overspendPercent: number;
  /** No goal is exceeded by more than one lease may hold. */
  readonly isWithinLeases: boolean;
}

const AT_ONCE = 16;
/** Clocks of the nodes are that far off. */
const SKEW_MS = [2_000, -2_000];

/** Two processes and one Redis; each device of a household asks the other process. The fault comes when a third has been asked. */
export async function runCapFaults({
  root,
  fault,
  households,
  pods,
  pauseMs,
  timeoutMs,
}: CapFaultsOptions): Promise<CapFaultsResult> {
  const bundle = await bundleNode(root);
  const redis = await startRedis();
  const start = (n: number) =>
    startNode(bundle, [redis.url, `${n}`, `${SKEW_MS[n] ?? 0}`, `${households}`, `${timeoutMs}`]);
  const nodes: NodeProcess[] = [await start(0), await start(1)];
  const log = createExactLog(households);
  const told = { asked: 0, away: 0, unanswered: 0, twice: 0 };
  const asks = Array.from({ length: pods * households * 2 }, (_, i) => ({
    viewer: i % (households * 2),
    podId: `p${i}`,
  }));
  const disturbances: Promise<void>[] = [];
  try {
    const watch = async () => {
      for (let ask = asks[told.asked++]; ask !== undefined; ask = asks[told.asked++]) {
        if (told.asked > asks.length / 3 && disturbances.length === 0) disturbances.push(disturb());
        await breakOf(ask);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, watch));
    await Promise.all(disturbances);
    const { exposures, worst } = log.violations();
    const over = log.overspend();
    const short = over.filter((_, i) => ADS[i]?.isShort);
    const overspend = over.reduce((sum, one) => sum + one.over, 0);
    return {
      fault,
      pods: asks.length,
      seen: log.seen(),
      seenWhileAway: told.away,
      unanswered: told.unanswered,
      toldTwice: told.twice,
      violations: exposures,
      worst,
      overspend,
      overspendPercent: (overspend / short.reduce((sum, one) => sum + one.goal, 0)) * 100,
      isWithinLeases: over.every((one) => one.over <= one.goal / 4),
    };
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await redis.stop();
  }

  async function disturb(): Promise<void> {
    if (fault === 'node-killed') {
      await nodes[1]?.kill();
      nodes[1] = await start(1);
    } else if (fault === 'store-paused') {
      process.kill(redis.pid, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      process.kill(redis.pid, 'SIGCONT');
    }
  }

  async function breakOf({ viewer, podId }: { viewer: number; podId: string }): Promise<void> {
    let pod: Extract<FromNode, { type: 'pod' }>;
    try {
      const answer = await ask(viewer % 2, { type: 'ask', viewer, podId });
      if (answer.type !== 'pod') return;
      pod = answer;
    } catch {
      told.unanswered++; // no answer, no ads
      return;
    }
    for (const adId of pod.adIds) {
      const shownAtMs = Date.now();
      log.see(viewer, adId, shownAtMs);
      if (pod.isAway) told.away++;
      await tellSeen(viewer, { type: 'seen', viewer, podId, adId, expiresAtMs: pod.expiresAtMs, shownAtMs });
    }
  }

  /** Every third is told to the other node; every fifth to both; what is not answered is told again, as a beacon is. */
  async function tellSeen(viewer: number, seen: Parameters<NodeProcess['tell']>[0]): Promise<void> {
    const first = (viewer + (told.asked % 3 === 0 ? 1 : 0)) % 2;
    let isTold = false;
    for (let attempt = 0; !isTold && attempt < 20; attempt++) {
      try {
        await ask((first + attempt) % 2, seen);
        isTold = true;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    if (!isTold) throw new Error('Cannot measure: an impression was never accepted, expected one of two nodes to');
    if (told.asked % 5 !== 0) return;
    told.twice++;
    await ask((first + 1) % 2, seen).catch(() => undefined);
  }

  async function ask(n: number, asked: Parameters<NodeProcess['tell']>[0]): Promise<FromNode> {
    const node = nodes[n];
    if (node === undefined) throw new Error(`Cannot ask node: there is no ${n}, expected 0 or 1`);
    return node.tell(asked);
  }
}
