import path from 'node:path';
import { nodeDisk, type Disk } from './disk.js';
import type { EventLog } from './event-log.js';
import { openSegmentLog } from './open-segment-log.js';
import type { StreamEngine } from './stream-engine.js';

export interface SpooledLogOptions {
  readonly engine: StreamEngine;
  /** Of this process alone: what the engine did not take is kept here until it does. */
  readonly spoolFolder: string;
  /** Records that wait for the engine's word at most; more go to the spool. Default 1000. */
  readonly maxInFlight?: number;
  /** How long an engine that did not answer is left alone. Default 500. */
  readonly retryMs?: number;
  /** `spooling`: the engine does not answer, events are durable here alone. */
  readonly onState?: (state: SpoolState) => void;
  readonly flushMs?: number;
  readonly disk?: Disk;
  readonly after?: (ms: number, run: () => void) => unknown;
}

export type SpoolState = 'direct' | 'spooling';

/** A spool of small segments, since each is given back to the disk when the engine has it. */
const SEGMENT_BYTES = 4 << 20;
const DRAIN_AT_ONCE = 500;

/**
 * A log in an engine that may be away: an event is acknowledged when the engine has it, or else when the spool has it on disk, from
 * where it goes to the engine later, under the same id. Nothing is lost; what the engine had taken without saying so comes twice
 * with one id. The order is not kept over an outage.
 */
export async function openSpooledLog(options: SpooledLogOptions): Promise<EventLog> {
  const { engine, spoolFolder, maxInFlight = 1000, retryMs = 500, disk = nodeDisk, flushMs = 10 } = options;
  const { after = (ms: number, run: () => void) => setTimeout(run, ms), onState = () => undefined } = options;
  const spool = await openSegmentLog({ folder: spoolFolder, disk, after, flushMs, maxSegmentBytes: SEGMENT_BYTES });
  const positionFile = path.join(spoolFolder, 'drained');
  const drained = Number(await disk.read(positionFile).catch(() => '0'));
  // A spool whose files somebody removed is shorter: what comes now would be behind it, and never be given. Ids keep what is given twice from counting.
  let drainedTo = drained <= spool.end() ? drained : 0;
  let state: SpoolState = 'direct';
  let inFlight = 0;
  let draining: Promise<void> | null = null;
  let isResting = false;
  let isClosed = false;

  function enter(next: SpoolState): void {
    if (next === state) return;
    state = next;
    onState(next);
  }

  async function keepHere(id: string, text: string): Promise<void> {
    try {
      await spool.append(id, JSON.stringify([id, text]));
    } catch (error) {
      if (draining === null && !isResting) rest(); // with a full disk there may be nothing to drain, and nothing else asks the engine
      throw error;
    }
    startDraining();
  }

  function startDraining(): void {
    if (draining !== null || isResting || isClosed) return;
    if (state === 'direct' && drainedTo === spool.end()) return;
    draining = drain()
      .then(() => enter('direct'))
      .catch(rest)
      .finally(() => {
        draining = null;
        startDraining(); // what came meanwhile
      });
  }

  /** An engine that does not answer is not asked for each event. */
  function rest(): void {
    enter('spooling');
    isResting = true;
    after(retryMs, () => {
      isResting = false;
      startDraining();
    });
  }

  /** One record first: it shows whether the engine is there. */
  async function drain(): Promise<void> {
    for (let size = 1; drainedTo < spool.end() && !isClosed; size = DRAIN_AT_ONCE) {
      const { records, next } = await spool.read(drainedTo, size);
      await Promise.all(records.map(({ text }) => engine.publish(...(JSON.parse(text) as [string, string]))));
      drainedTo = next;
      await spool.dropBefore(next);
      // On a full disk it cannot be written until that made room; what a restart gives twice has the same ids.
      await disk.replace(positionFile, String(next)).catch(() => undefined);
    }
  }

  if (drainedTo < spool.end()) enter('spooling'); // what a process before this one had left
  startDraining();
  return {
    async append(id, text) {
      if (state === 'spooling' || inFlight >= maxInFlight) return keepHere(id, text);
      inFlight += 1;
      try {
        await engine.publish(id, text);
      } catch {
        enter('spooling');
        await keepHere(id, text);
      } finally {
        inFlight -= 1;
      }
    },
    follow: (from, tell) => engine.follow(from, tell),
    check: (mark) => engine.check(mark),
    async close() {
      isClosed = true;
      await spool.close();
      await draining?.catch(() => undefined);
      await engine.close();
    },
  };
}
