import { connectJetStream, type JetStreamOptions } from './connect-jetstream.js';
import type { EventLog } from './event-log.js';
import { openSpooledLog, type SpooledLogOptions } from './open-spooled-log.js';

export type JetStreamLogOptions = JetStreamOptions & Omit<SpooledLogOptions, 'engine'>;

/** A log that can be asked after its engine. */
export interface JetStreamLog extends EventLog {
  answers(): Promise<boolean>;
}

/** The log of a fleet: in JetStream, with a spool on this node's disk for when it does not answer. */
export async function openJetStreamLog(options: JetStreamLogOptions): Promise<JetStreamLog> {
  const engine = await connectJetStream(options);
  return { ...(await openSpooledLog({ ...options, engine })), answers: engine.answers };
}
