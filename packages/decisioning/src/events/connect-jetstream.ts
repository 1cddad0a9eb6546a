import type { Consumer, ConsumerMessages, JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import type { TellLogged, Unfollow } from './event-log.js';
import { faultOfRecord } from './log-mark.js';
import type { StreamEngine } from './stream-engine.js';

export interface JetStreamOptions {
  /** Where the servers are, and who we are to them. */
  readonly connection: ConnectionOptions;
  /** Made where there is none. Default `CUTAWAY_EVENTS`. */
  readonly stream?: string;
  /** Default `cutaway.events`. */
  readonly subject?: string;
  /** An event that is not acknowledged in that time goes to the spool. Default 2000. */
  readonly ackTimeoutMs?: number;
  /** Copies of a new stream. A server alone acknowledges before its own fsync: against a power cut three are needed. Default 1. */
  readonly replicas?: number;
  /** How long a new stream remembers ids, so that an event sent again is kept once. Default 10 minutes. */
  readonly duplicateWindowMs?: number;
  /** Events of a new stream are dropped after that. null (default): never. */
  readonly maxAgeMs?: number | null;
  /** A start waits so long for the events of before; later ones come when the servers do. Default 5000. */
  readonly catchUpMs?: number;
}

interface Door {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** Makes the stream where there is none. */
  readonly ensureStream: () => Promise<void>;
  /** Who wants to know that the servers were away. */
  readonly reconnected: Set<() => void>;
}

const NANOS = 1_000_000;
const RETRY_MS = 250;
/** A server that takes a connection and says nothing is given up. */
const CONNECT_MS = 5000;
/** Silence is noticed after two heartbeats, and what was deleted is read anew from the start of what is in its place. */
const LIVELY = { expires: 10_000, idle_heartbeat: 2000, abort_on_missing_resource: true };

/**
 * A JetStream stream. Needs `@nats-io/transport-node` and `@nats-io/jetstream`. Does not wait for the servers: until they answer,
 * nothing is published.
 */
export async function connectJetStream(
  options: JetStreamOptions,
): Promise<StreamEngine & { answers(): Promise<boolean> }> {
  const { stream = 'CUTAWAY_EVENTS', subject = 'cutaway.events', ackTimeoutMs = 2000, catchUpMs = 5000 } = options;
  const { connect } = await import('@nats-io/transport-node');
  const { jetstream, jetstreamManager, JetStreamApiError } = await import('@nats-io/jetstream');
  let door: Door | null = null;
  let isClosed = false;
  let tellEntered!: () => void;
  const entered = new Promise<void>((resolve) => (tellEntered = resolve));

  async function open(): Promise<void> {
    // Not `waitOnFirstConnect`: nothing ends that, and a process that closes would never end.
    const always = { maxReconnectAttempts: -1, reconnectTimeWait: RETRY_MS };
    while (!isClosed) {
      const connection = await connect({ timeout: CONNECT_MS, ...options.connection, ...always }).catch(() => null);
      if (connection === null) await wait(RETRY_MS);
      else if (await enter(connection)) return;
      else await connection.close();
    }
  }

  /** False: it was closed before the servers were ready. */
  async function enter(connection: NatsConnection): Promise<boolean> {
    while (!isClosed) {
      try {
        const jsm = await jetstreamManager(connection);
        await ensureStream(jsm);
        if (isClosed) break;
        const ensure = (): Promise<void> => ensureStream(jsm);
        door = { connection, jsm, js: jetstream(connection), ensureStream: ensure, reconnected: new Set() };
        tellEntered();
        void tellReconnects(door);
        return true;
      } catch {
        await wait(RETRY_MS); // it is still starting, or has no leader
      }
    }
    return false;
  }

  async function tellReconnects({ connection, reconnected }: Door): Promise<void> {
    for await (const { type } of connection.status()) if (type === 'reconnect') for (const tell of reconnected) tell();
  }

  async function ensureStream(jsm: JetStreamManager): Promise<void> {
    try {
      await jsm.streams.info(stream);
    } catch (error) {
      if (!(error instanceof JetStreamApiError)) throw error;
      const { replicas = 1, duplicateWindowMs = 600_000, maxAgeMs = null } = options;
      const ages = { duplicate_window: duplicateWindowMs * NANOS, max_age: (maxAgeMs ?? 0) * NANOS };
      await jsm.streams.add({ name: stream, subjects: [subject], num_replicas: replicas, ...ages });
    }
  }

  void open();
  const connecting = wait(catchUpMs);
  return {
    async publish(id, text) {
      if (door === null) throw new Error('Cannot publish event: JetStream was never reached, expected it to answer');
      await door.js.publish(subject, text, { msgID: id, timeout: ackTimeoutMs });
    },
    follow(from, tell) {
      const follower = followStream({ stream, from, tell, door: () => door });
      // Servers that did not answer while a mark was checked are not waited for twice.
      const waited = door === null ? connecting : wait(catchUpMs);
      return Promise.race([follower.caughtUp, waited]).then(() => follower.stop);
    },
    async check(mark) {
      await Promise.race([entered, connecting]);
      if (door === null) return `JetStream does not answer, expected it to within ${catchUpMs} ms`;
      const { first_seq: first, last_seq: last } = (await door.jsm.streams.info(stream)).state;
      if (mark.next > last + 1) return `the stream ends at ${last}, expected ${mark.offset} or more`;
      if (mark.offset < first) return null; // it was kept for its time, and is gone
      const message = await door.jsm.streams.getMessage(stream, { seq: mark.offset });
      return faultOfRecord(mark, message && { next: message.seq + 1, text: message.string() });
    },
    /** Whether the stream can be asked for within a second. */
    async answers() {
      if (door === null) return false;
      return Promise.race([
        door.jsm.streams.info(stream).then(
          () => true,
          () => false,
        ),
        wait(1000).then(() => false),
      ]);
    },
    async close() {
      isClosed = true;
      await door?.connection.close();
    },
  };
}

interface Following {
  readonly stream: string;
  readonly from: number;
  readonly tell: TellLogged;
  readonly door: () => Door | null;
}

/** An offset is the stream's sequence number. */
function followStream({ stream, from, tell, door }: Following): { caughtUp: Promise<void>; stop: Unfollow } {
  let next = Math.max(1, from);
  /** When the stream was made that `next` is a place in. */
  let madeAt: string | null = null;
  let messages: ConsumerMessages | null = null;
  let isStopped = false;
  let caughtUp!: () => void;
  const whenCaughtUp = new Promise<void>((resolve) => (caughtUp = resolve));

  async function run(): Promise<void> {
    for (; !isStopped; await wait(RETRY_MS)) {
      const open = door();
      if (open === null || open.connection.isClosed()) continue;
      // Ended or broken off: the next turn goes on behind the last one that was told.
      await readOn(open).catch(() => undefined);
    }
  }

  async function readOn({ js, jsm, ensureStream, reconnected }: Door): Promise<void> {
    // Servers that lost their disk have no stream, and nobody else makes one: all nodes would spool for ever.
    await ensureStream();
    const { created, state } = await jsm.streams.info(stream);
    if (madeAt !== null && created !== madeAt) next = 1; // another stream, which counts anew
    madeAt = created;
    const { last_seq: last } = state;
    if (next > last) caughtUp();
    const consumer: Consumer = await js.consumers.get(stream, {
      deliver_policy: 'by_start_sequence',
      opt_start_seq: next,
    });
    // What was deleted at the stream's end, or grew too old there, never comes.
    if ((await consumer.info(true)).num_pending === 0) caughtUp();
    const reading = (messages = await consumer.consume(LIVELY));
    if (isStopped) return void (await reading.close());
    const startAnew = (): void => reading.stop(); // a server that was away has forgotten who was reading
    reconnected.add(startAnew);
    try {
      for await (const message of reading) {
        if (isStopped) return;
        if (message.seq < next) continue;
        next = message.seq + 1;
        const told = tell({
          ...{ offset: message.seq, next, id: message.headers?.get('Nats-Msg-Id') ?? null, text: message.string() },
          keptAtMs: message.time.getTime(),
        });
        if (told instanceof Promise) await told;
        if (next > last || message.info.pending === 0) caughtUp();
      }
    } finally {
      reconnected.delete(startAnew);
    }
  }

  void run();
  function stop(): void {
    isStopped = true;
    void messages?.close();
  }
  return { caughtUp: whenCaughtUp, stop };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
