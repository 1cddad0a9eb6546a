import type { Redis } from 'ioredis';
import { createRedisScript } from '../store-redis/redis-script.js';
import { LEASE_SCRIPT, SHOWN_SCRIPT } from './budget-script.js';
import type { BudgetCommit, BudgetStore, LeaseAnswer, LeaseAsk, LeaseRequest } from './budget-store.js';

const leaseScript = createRedisScript(LEASE_SCRIPT);
const shownScript = createRedisScript(SHOWN_SCRIPT);

export interface RedisBudgetStoreOptions {
  /** Leases end by the server's clock, so that no two nodes can differ; `caller` is for tests that make time. */
  readonly clock?: 'server' | 'caller';
}

/** In Redis 7 or Valkey, shared by all nodes: a hash for each account, a script for each change, those of one call sent together. */
export function createRedisBudgetStore(redis: Redis, { clock = 'server' }: RedisBudgetStoreOptions = {}): BudgetStore {
  const time = (nowMs: number) => (clock === 'server' ? 0 : Math.floor(nowMs));
  return {
    lease: (request) => Promise.all(request.asks.map((ask) => lease(request, ask))),
    commit: async (commits, nowMs) => {
      const accounts = [...new Set(commits.map(({ account }) => account))];
      const groups = await Promise.all(
        accounts.map((account) =>
          countGroup(
            account,
            commits.filter((commit) => commit.account === account),
            nowMs,
          ),
        ),
      );
      const answers = new Map(groups.flat());
      return commits.map((commit) => answers.get(commit) ?? false);
    },
    close: async () => redis.disconnect(),
  };

  async function lease({ node, serial, nowMs, ttlMs }: LeaseRequest, ask: LeaseAsk): Promise<LeaseAnswer> {
    const { account, goal, unit, wanted, taken } = ask;
    const args = [time(nowMs), node, serial, Math.floor(ttlMs), goal, unit, Math.floor(wanted)];
    const took = taken.flatMap(({ expiresAtMs, amount }) => [Math.floor(expiresAtMs), amount]);
    const answer = (await leaseScript.run(redis, [accountKey(account)], [...args, ...took])) as string[];
    const [granted = 0, shown = 0, pending = 0, leased = 0] = answer.map(Number);
    return { account, granted, state: { shown, pending, leased } };
  }

  async function countGroup(account: string, commits: readonly BudgetCommit[], nowMs: number) {
    const key = accountKey(account);
    const keys = [key, ...commits.map(({ id }) => `${key}:x:${id}`)];
    const args = commits.flatMap(({ amount, expiresAtMs }) => [amount, Math.floor(expiresAtMs)]);
    const answers = (await shownScript.run(redis, keys, [time(nowMs), ...args])) as number[];
    return commits.map((commit, i) => [commit, answers[i] === 1] as const);
  }
}

function accountKey(account: string): string {
  return `{b:${account}}`;
}
