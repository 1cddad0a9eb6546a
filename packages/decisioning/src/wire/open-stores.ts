import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WallMs } from '@cutaway/model';
import type { CapStore } from '../caps/cap-store.js';
import { createMemoryCapStore } from '../caps/memory-cap-store.js';
import { openDiskCapStore } from '../caps/open-cap-store.js';
import { createRedisCapStore } from '../caps/redis-cap-store.js';
import type { EventLog } from '../events/event-log.js';
import { openJetStreamLog } from '../events/open-jetstream-log.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { createPlanJournal } from '../live/plan-journal.js';
import { createMemoryPlanStore, type PlanStore } from '../live/plan-store.js';
import type { BudgetStore } from '../pacing/budget-store.js';
import { openDiskBudgetStore } from '../pacing/budget-journal.js';
import { createMemoryBudgetStore } from '../pacing/memory-budget-store.js';
import { createRedisBudgetStore } from '../pacing/redis-budget-store.js';
import type { StoreClock } from './clock-skew.js';
import { connectRedis } from '../store-redis/connect-redis.js';

/** Where the service keeps things. Everything has an embedded default. */
export interface StoreOptions {
  /** A folder of this process alone. null: what is kept ends with it. */
  readonly dataDir: string | null;
  /** `redis://…`, of Redis 7 or Valkey: caps and budgets are shared there. */
  readonly redis: string | null;
  /** `nats://…`: the event log is in JetStream. */
  readonly nats: string | null;
  readonly nowMs: () => WallMs;
  /** `store`: which one could not do something. */
  readonly onFault: (store: string, detail: string) => void;
}

/** Every store of one node, open. */
export interface Stores {
  readonly caps: CapStore;
  readonly budgets: BudgetStore;
  readonly events: EventLog;
  readonly plans: PlanStore;
  /** Clocks that stores have of their own. */
  readonly clocks: readonly StoreClock[];
  /** Of changes of the catalogue; null: they end with the process. */
  readonly catalogueFolder: string | null;
  close(): Promise<void>;
}

/**
 * Opens what is configured. The event log is always on a disk: without a folder on a temporary one.
 * @throws Error where a folder cannot be written or Redis cannot be reached.
 */
export async function openStores({ dataDir, redis, nats, nowMs, onFault }: StoreOptions): Promise<Stores> {
  const temporary = dataDir === null ? await mkdtemp(path.join(tmpdir(), 'cutaway-')) : null;
  const folder = (name: string): string => path.join(dataDir ?? temporary ?? '', name);
  const shared = redis === null ? null : await openShared(redis, (error) => onFault('redis', error.message));
  const disk = { nowMs: nowMs() };
  const caps =
    shared?.caps ??
    (dataDir === null
      ? createMemoryCapStore()
      : await openDiskCapStore({ ...disk, folder: folder('caps'), onFault: (why) => onFault('caps', why) }));
  const budgets =
    shared?.budgets ??
    (dataDir === null ? createMemoryBudgetStore() : await openDiskBudgetStore({ ...disk, folder: folder('budgets') }));
  const events =
    nats === null
      ? await openSegmentLog({
          folder: folder('events'),
          onDamage: (damage) => onFault('events', JSON.stringify(damage)),
        })
      : await openJetStreamLog({
          connection: { servers: nats },
          spoolFolder: folder('spool'),
          onState: (state) => void (state === 'spooling' && onFault('nats', 'it does not answer')),
        });
  const plans = dataDir === null ? createMemoryPlanStore() : createPlanJournal(folder('plans.jsonl'));
  return {
    ...{ caps, budgets, events, plans, clocks: shared === null ? [] : [shared.clock] },
    catalogueFolder: dataDir === null ? null : folder('catalogue'),
    async close() {
      await events.close();
      await Promise.all([caps.close(), budgets.close()]);
      shared?.end();
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    },
  };
}

/** One connection for both: each store would end it, so neither does. */
async function openShared(url: string, onError: (error: Error) => void) {
  const client = await connectRedis({ url, onError });
  const left = async (): Promise<void> => undefined;
  return {
    caps: { ...createRedisCapStore(client), close: left },
    budgets: { ...createRedisBudgetStore(client), close: left },
    clock: { store: 'redis', readMs: async () => msOf(await client.time()) },
    end: () => client.disconnect(),
  };
}

/** Redis says seconds and microseconds. */
const msOf = ([seconds, micros]: readonly (number | string)[]): number =>
  Number(seconds) * 1000 + Number(micros) / 1000;
