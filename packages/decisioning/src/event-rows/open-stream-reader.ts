import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { natsConnection, natsName } from '../events/nats-connection.js';
import type { EventReader, ReadEvents } from './open-event-reader.js';

export interface StreamReaderOptions {
  /** `nats://…` of a server, as the nodes have it. */
  readonly nats: string;
  /** Default `CUTAWAY_EVENTS`. */
  readonly stream?: string;
  /** Hears why nothing could be read; it is tried again with the next read. Left out: a read rejects. */
  readonly onAway?: (why: string) => void;
}

/** A stream whose servers do not answer a start in that time is not waited for. */
const CONNECT_MS = 5000;
/** What the stream has is sent at once. */
const EXPIRES_MS = 2000;

/**
 * A reader of a fleet's log in JetStream; changes nothing in it. An offset is the stream's sequence number. Needs
 * `@nats-io/transport-node` and `@nats-io/jetstream`.
 *
 * @throws Error where the servers do not answer, or have no such stream.
 */
export async function openStreamReader(options: StreamReaderOptions): Promise<EventReader> {
  const { nats, stream = 'CUTAWAY_EVENTS', onAway } = options;
  const refuse = (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot read events of ${natsName(nats)}: ${why}, expected the JetStream stream ${stream}`);
  };
  const { connect } = await import('@nats-io/transport-node').catch(refuse);
  const { jetstream, jetstreamManager } = await import('@nats-io/jetstream').catch(refuse);
  const always = { timeout: CONNECT_MS, maxReconnectAttempts: -1 };
  const connection = await connect({ ...natsConnection(nats), ...always }).catch(refuse);
  try {
    const jsm = await jetstreamManager(connection);
    const { created } = await jsm.streams.info(stream);
    const desk = { js: jetstream(connection), jsm, stream, created };
    return {
      ...{ log: `stream ${stream} of ${created}`, made: null },
      async read(from, max) {
        try {
          return await readStream(desk, from, max);
        } catch (error) {
          if (!onAway || error instanceof LogEnded) throw error;
          onAway(error instanceof Error ? error.message : String(error));
          return { records: [], next: from, missed: null };
        }
      },
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    return refuse(error);
  }
}

interface Desk {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly stream: string;
  /** When the stream was made that offsets are of. */
  readonly created: string;
}

/** The offset is of another stream than this one: no read makes that good. */
class LogEnded extends Error {}

async function readStream({ js, jsm, stream, created }: Desk, from: number, max: number): Promise<ReadEvents> {
  const { created: now, state } = await jsm.streams.info(stream);
  if (now !== created)
    throw new LogEnded(
      `Cannot read events from ${from}: the stream was made anew at ${now}, expected that of ${created}`,
    );
  const { first_seq: first, last_seq: last } = state;
  const wanted = Math.max(1, from);
  if (wanted > last + 1)
    throw new LogEnded(`Cannot read events from ${from}: the stream ends at ${last}, expected it to go on`);
  const begin = Math.max(wanted, first);
  const end = Math.min(last, begin + max - 1);
  if (end < begin) return { records: [], next: begin > wanted ? begin : from, missed: countOf(begin - wanted) };
  // What was deleted up to `end` never comes: it is not waited for.
  const firstLeft = { seq: begin, next_by_subj: '>' };
  if (!(await jsm.streams.getMessage(stream, firstLeft)))
    return { records: [], next: end + 1, missed: countOf(end + 1 - wanted) };
  const consumer = await js.consumers.get(stream, { deliver_policy: 'by_start_sequence', opt_start_seq: begin });
  const records: ReadEvents['records'][number][] = [];
  let next = from;
  try {
    for await (const message of await consumer.fetch({ max_messages: end - begin + 1, expires: EXPIRES_MS })) {
      const { seq } = message;
      if (seq <= end) records.push({ offset: seq, next: seq + 1, text: message.string() });
      const isLast = seq >= end || message.info.pending === 0;
      next = isLast ? end + 1 : seq + 1;
      if (isLast) break;
    }
  } finally {
    // The server would keep it for minutes, and there is one for each read.
    await consumer.delete().catch(() => undefined);
  }
  // A reader that ends with the log would take that for its end.
  if (next === from)
    throw new Error(
      `Cannot read events from ${from}: the stream has them up to ${last} and sent none within ${EXPIRES_MS} ms, expected some`,
    );
  return { records, next, missed: countOf(next - wanted - records.length) };
}

const countOf = (records: number): string | null =>
  records > 0 ? `${records} record${records === 1 ? '' : 's'}` : null;
