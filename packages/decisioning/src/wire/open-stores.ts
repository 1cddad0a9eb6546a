import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WallMs } from '@cutaway/model';
import type { CapStore } from '../caps/cap-store.js';
import { createMemoryCapStore } from '../caps/memory-cap-store.js';
import { openDiskCapStore } from '../caps/open-cap-store.js';
import type { EventLog } from '../events/event-log.js';
import { createCheckpoints, type Checkpoints } from '../events/checkpoints.js';
import { natsConnection } from '../events/nats-connection.js';
import { openJetStreamLog } from '../events/open-jetstream-log.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { watchDisk } from '../events/watch-disk.js';
import { createPlanJournal } from '../live/plan-journal.js';
import { createMemoryPlanStore, type PlanStore } from '../live/plan-store.js';
import type { BudgetStore } from '../pacing/budget-store.js';
import { openDiskBudgetStore } from '../pacing/budget-journal.js';
import { createMemoryBudgetStore } from '../pacing/memory-budget-store.js';
import { reportStores, type StoreReport } from '../ops/store-report.js';
import { openShared } from './open-shared.js';
import { watchNats } from './watch-nats.js';
import type { StoreClock } from './clock-skew.js';

/** Where the service keeps things. Everything has an embedded default. */
export interface StoreOptions {
  /** A folder of this process alone. null: what is kept ends with it. */
  readonly dataDir: string | null;
  /** `redis://…`, of Redis 7 or Valkey: caps and budgets are shared there. */
  readonly redis: string | null;
  /** What Redis has not answered by then has failed, in milliseconds. Default 250. */
  readonly redisTimeoutMs?: number;
  /** `nats://…`: the event log is in JetStream. */
  readonly nats: string | null;
  /** Events are kept so many days, at least until they are older than every token. Default 35: a month, and time to bill it. */
  readonly eventDays?: number;
  readonly nowMs: () => WallMs;
  /** `store`: which one could not do something. */
  readonly onFault: (store: string, detail: string) => void;
  /** `store` went (what is wrong) or came back (null). */
  readonly onState: (store: string, fault: string | null) => void;
}

const DAY_MS = 86_400_000;
/** A month, and time to bill it. */
const EVENT_DAYS = 35;
/** A token lives for a day, and what was billed by it must be known as long. */
const LEAST_DAYS = 2;

/** How often the disk and JetStream are tried: it costs an fsync. */
const LOOK_EVERY_MS = 2000;

/** Every store of one node, open. */
export interface Stores {
  readonly caps: CapStore;
  readonly budgets: BudgetStore;
  readonly events: EventLog;
  /** Of what follows from the events. null: they end with the process. */
  readonly checkpoints: Checkpoints | null;
  readonly plans: PlanStore;
  /** Clocks that stores have of their own. */
  readonly clocks: readonly StoreClock[];
  /** Of changes of the catalogue; null: they end with the process. */
  readonly catalogueFolder: string | null;
  report(): readonly StoreReport[];
  close(): Promise<void>;
}

/**
 * Opens what is configured. The event log is always on a disk: without a folder on a temporary one.
 * @throws Error where a folder cannot be written.
 */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { dataDir, redis, redisTimeoutMs = 250, nats, nowMs, onFault, onState } = options;
  const keepMs = Math.max(LEAST_DAYS, options.eventDays ?? EVENT_DAYS) * DAY_MS;
  const temporary = dataDir === null ? await mkdtemp(path.join(tmpdir(), 'cutaway-')) : null;
  const folder = (name: string): string => path.join(dataDir ?? temporary ?? '', name);
  const onRedis = (fault: string | null): void => onState('redis', fault);
  const shared =
    redis === null
      ? null
      : await openShared({ url: redis, timeoutMs: redisTimeoutMs, nowMs, onFault, onState: onRedis });
  const now = { nowMs: nowMs() };
  const natsState = watchNats((fault) => {
    if (fault !== null) onFault('nats', fault);
    onState('nats', fault);
  });
  const caps =
    shared?.caps ??
    (dataDir === null
      ? createMemoryCapStore()
      : await openDiskCapStore({ ...now, folder: folder('caps'), onFault: (why) => onFault('caps', why) }));
  const budgets =
    shared?.budgets ??
    (dataDir === null ? createMemoryBudgetStore() : await openDiskBudgetStore({ ...now, folder: folder('budgets') }));
  const jetStream =
    nats === null
      ? null
      : await openJetStreamLog({
          connection: natsConnection(nats),
          spoolFolder: folder('spool'),
          maxAgeMs: keepMs,
          onState: (state) => natsState.setSpooling(state === 'spooling'),
        });
  const events =
    jetStream ??
    (await openSegmentLog({
      ...{ folder: folder('events'), keepMs, nowMs, newId: randomUUID },
      onDamage: (damage) => onFault('events', JSON.stringify(damage)),
    }));
  const disk = watchDisk({
    folder: folder(nats === null ? 'events' : 'spool'),
    onChange(fault) {
      if (fault !== null) onFault('disk', fault);
      onState('disk', fault);
    },
  });
  await disk.look();
  const look = (): void => {
    void disk.look();
    if (jetStream !== null) void natsState.look(jetStream.answers);
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  looking.unref();
  const checkpoints =
    dataDir === null
      ? null
      : createCheckpoints({
          ...{ folder: folder('checkpoints'), log: events },
          onFault: (detail) => onFault('checkpoints', detail),
        });
  const plans = dataDir === null ? createMemoryPlanStore() : createPlanJournal(folder('plans.jsonl'));
  return {
    ...{ caps, budgets, events, checkpoints, plans, clocks: shared === null ? [] : [shared.clock] },
    catalogueFolder: dataDir === null ? null : folder('catalogue'),
    report: () =>
      reportStores({
        ...(shared !== null && { redis: shared.fault() }),
        ...(nats !== null && { nats: natsState.fault() }),
        disk: disk.fault(),
      }),
    async close() {
      clearInterval(looking);
      await disk.look(); // one may be under way
      await checkpoints?.close();
      await events.close();
      await Promise.all([caps.close(), budgets.close()]);
      await shared?.end();
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    },
  };
}
