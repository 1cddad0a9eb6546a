import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js';
import type { EventLog, LoggedEvent, Unfollow } from './event-log.js';
import type { KeptPart } from './kept-part.js';
import { markOf } from './log-mark.js';
import { tellSafely } from './tell-safely.js';

export interface CheckpointsOptions {
  /** Of this process alone. */
  readonly folder: string;
  readonly log: Pick<EventLog, 'follow' | 'check'>;
  /** What is wrong with a checkpoint, or why none was written, in words. */
  readonly onFault: (detail: string) => void;
  /** After each one that was written: how large it is, and how long that took. */
  readonly onWritten?: (bytes: number, tookMs: number) => void;
  /** The log has grown by so much since the last one, at least. Default 8 MiB. */
  readonly leastBytes?: number;
  /** Between two, at least. Default 10 s. */
  readonly leastMs?: number;
  readonly nowMs?: () => number;
  /** Resolves in a later turn of the event loop. */
  readonly turn?: () => Promise<unknown>;
  /** Calls again and again. @returns the way to stop */
  readonly every?: (ms: number, run: () => void) => () => void;
}

/**
 * What follows from a log is written down now and then, with the place in the log up to which it was read, so that a start reads that and
 * what came after it. While one is written nothing of the log is told: it waits, and is told in its order.
 */
export interface Checkpoints {
  /** Reads the newest checkpoint that is good into the parts, which are empty, then tells each record behind it, as `EventLog.follow` does. */
  follow(parts: readonly KeptPart[], tell: (logged: LoggedEvent) => void): Promise<Unfollow>;
  /** The parts must not change now. */
  isWriting(): boolean;
  /** Writes one where that is worth it. Nothing is told after it. */
  close(): Promise<void>;
}

const NAME = /^\d{16}\.checkpoint$/;
/** More, and the checkpoint is given up: the collector tells so many beacons apart that the log has not told yet. */
const MOST_WAITING = 100_000;
/** Of its time a process writes checkpoints for this part at most. */
const PART_OF_TIME = 20;
/** The log has grown by this part of the last one at least: else more is written for checkpoints than for events. */
const PART_OF_BYTES = 2;
/** At the end of a process: what is less is read in a moment. */
const LEAST_AT_END_BYTES = 1 << 20;
const LOOK_EVERY_MS = 1000;
/** A start that takes long writes some on its way: one that is ended goes on from there. */
const AT_START_EVERY_MS = 30_000;
const SLICE_MS = 4;

export function createCheckpoints(options: CheckpointsOptions): Checkpoints {
  const { folder, log, onFault, onWritten, leastBytes = 8 << 20, leastMs = 10_000 } = options;
  const {
    nowMs = () => performance.now(),
    every = lookEvery,
    turn = () => new Promise((resolve) => void setImmediate(resolve)),
  } = options;
  let parts: readonly KeptPart[] = [];
  let apply: (logged: LoggedEvent) => void = () => undefined;
  /** What came while one is written. null: none is. */
  let waiting: LoggedEvent[] | null = null;
  let last: LoggedEvent | null = null;
  let sinceBytes = 0;
  let newest: { readonly name: string; readonly bytes: number } | null = null;
  let before: string | null = null;
  let restUntilMs = -Infinity;
  let writing: Promise<void> | null = null;
  let stopLooking = (): void => undefined;
  let unfollow: Unfollow | null = null;

  function tellNow(logged: LoggedEvent): void {
    apply(logged);
    last = logged;
    sinceBytes += logged.text.length;
  }

  const isGrown = (): boolean => sinceBytes >= Math.max(leastBytes, (newest?.bytes ?? 0) / PART_OF_BYTES);

  const write = (): Promise<void> => (writing ??= writeNow().finally(() => (writing = null)));

  async function writeNow(): Promise<void> {
    if (last === null) return;
    const held: LoggedEvent[] = (waiting = []);
    const mark = markOf(last);
    const name = `${String(mark.next).padStart(16, '0')}.checkpoint`;
    const beganMs = nowMs();
    try {
      const isGivenUp = (): boolean => held.length > MOST_WAITING;
      const bytes = await writeCheckpoint(path.join(folder, name), { mark, parts }, { turn, nowMs, isGivenUp });
      if (bytes === null) throw new Error(`${held.length} events came meanwhile, expected ${MOST_WAITING} at most`);
      sinceBytes = 0;
      before = newest?.name ?? null;
      newest = { name, bytes };
      await dropOthers();
      onWritten?.(bytes, nowMs() - beganMs);
    } catch (error) {
      onFault(`none was written, the next start reads more of the log: ${String(error)}`);
    }
    restUntilMs = nowMs() + Math.max(leastMs, PART_OF_TIME * (nowMs() - beganMs));
    await tellHeld(held);
    waiting = null;
  }

  /** In slices; what comes meanwhile is behind them. */
  async function tellHeld(held: readonly LoggedEvent[]): Promise<void> {
    let sliceMs = nowMs();
    for (let at = 0; at < held.length; at++) {
      tellSafely(tellNow, held[at]!);
      if (nowMs() - sliceMs < SLICE_MS) continue;
      await turn();
      sliceMs = nowMs();
    }
  }

  async function dropOthers(): Promise<void> {
    for (const name of await readdir(folder))
      if (name !== newest?.name && name !== before) await rm(path.join(folder, name), { force: true });
  }

  /** Where to follow from. */
  async function restore(): Promise<number> {
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
    for (const name of names) {
      const file = path.join(folder, name);
      const read = await readCheckpoint(file, parts, (mark) => log.check(mark)).catch(String);
      if (typeof read !== 'string') {
        newest = { name, bytes: (await stat(file)).size };
        return read.next;
      }
      for (const part of parts) part.clear();
      onFault(`${name}: ${read}; the one before it is read, or else all events that are kept`);
    }
    return 0;
  }

  return {
    async follow(of, tell) {
      parts = of;
      apply = tell;
      const from = await restore().catch((error: unknown) => {
        onFault(`all events that are kept are read: ${String(error)}`);
        for (const part of parts) part.clear();
        return 0;
      });
      let isStarting = true;
      let nextMs = nowMs() + AT_START_EVERY_MS;
      unfollow = await log.follow(from, (logged) => {
        if (waiting !== null) return void waiting.push(logged);
        tellNow(logged);
        if (!isStarting || nowMs() < nextMs || !isGrown()) return;
        return write().then(() => void (nextMs = nowMs() + AT_START_EVERY_MS));
      });
      isStarting = false;
      restUntilMs = -Infinity; // what a start has read is kept soon
      stopLooking = every(LOOK_EVERY_MS, () => {
        if (nowMs() >= restUntilMs && isGrown()) void write();
      });
      return () => unfollow?.();
    },
    isWriting: () => waiting !== null,
    async close() {
      stopLooking();
      unfollow?.();
      await writing;
      if (sinceBytes >= Math.min(leastBytes, LEAST_AT_END_BYTES)) await write();
    },
  };
}

function lookEvery(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}
