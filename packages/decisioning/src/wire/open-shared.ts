import type { WallMs } from '@cutaway/model';
import { guardCapStore } from '../caps/guard-cap-store.js';
import type { CapStore } from '../caps/cap-store.js';
import { createRedisCapStore } from '../caps/redis-cap-store.js';
import type { BudgetStore } from '../pacing/budget-store.js';
import { createRedisBudgetStore } from '../pacing/redis-budget-store.js';
import { connectRedis } from '../store-redis/connect-redis.js';
import type { StoreClock } from './clock-skew.js';
import { watchRedis } from '../store-redis/watch-redis.js';

export interface SharedOptions {
  /** `redis://…` */
  readonly url: string;
  /** What Redis has not answered by then has failed. */
  readonly timeoutMs: number;
  readonly nowMs: () => WallMs;
  onFault(store: string, detail: string): void;
  /** Told when it goes and comes back; null: it answers, and takes what it is told. */
  onState(fault: string | null): void;
}

/** The stores that nodes share. */
export interface SharedStores {
  readonly caps: CapStore;
  readonly budgets: BudgetStore;
  readonly clock: StoreClock;
  /** null: Redis answers. */
  fault(): string | null;
  /** Tells what is still to be told, and ends the connection. */
  end(): Promise<void>;
}

/** How often Redis is asked whether it is there, and told what it missed. */
const LOOK_EVERY_MS = 250;

/**
 * Caps and budgets in Redis over one connection, caps behind a guard that answers for it while it is away. A node starts without Redis,
 * too: it is no worse off than one whose Redis went a moment later.
 */
export async function openShared({ url, timeoutMs, nowMs, onFault, onState }: SharedOptions): Promise<SharedStores> {
  const client = await connectRedis({
    ...{ url, timeoutMs, startsWithout: true },
    onError: (error) => onFault('redis', error.message),
  });
  const caps = guardCapStore(createRedisCapStore(client), {
    onLost: () => onFault('caps', 'an exposure was never told to Redis, which is away for too long'),
  });
  const tellMissed = async (): Promise<string | null> =>
    (await caps.recover(nowMs())) ? null : `it does not take what it is told: ${caps.fault()}`;
  const watch = watchRedis(client, tellMissed, (fault) => {
    if (fault !== null) onFault('redis', fault);
    onState(fault);
  });
  await watch.look();
  const timer = setInterval(() => void watch.look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    caps: { ...caps, close: async () => undefined },
    budgets: { ...createRedisBudgetStore(client), close: async () => undefined },
    fault: () => watch.fault() ?? (caps.isAway() ? 'it is still to be told what it missed' : null),
    clock: { store: 'redis', readMs: async () => msOf(await client.time()) },
    async end() {
      clearInterval(timer);
      await caps.close().catch((error: unknown) => onFault('redis', String(error)));
      client.disconnect();
    },
  };
}

/** Redis says seconds and microseconds. */
const msOf = ([seconds, micros]: readonly (number | string)[]): number =>
  Number(seconds) * 1000 + Number(micros) / 1000;
