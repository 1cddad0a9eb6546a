import type { PlayerCommand, PlayerHost, Ports, Undo } from '@cutaway/core';
import { told, type Entry, type FactType, type Told } from './recording.js';
import { markSegments } from './mark-segments.js';
import type { Stage, Subject } from './subject.js';

const LOOK_EVERY_MS = 20;

/** What steps do with a port. */
export interface Drive {
  readonly subject: Subject;
  readonly entries: readonly Entry[];
  connect(): Undo;
  /** Of the newest connection. */
  undo: Undo;
  run(command: PlayerCommand): void;
  wait(ms: number): Promise<void>;
  /** Looks every 20 ms until something is found; null when time is up. */
  until<Found>(find: () => Found | null | undefined | false, withinMs: number): Promise<Found | null>;
  /** The first fact of a type since an entry, told already or within the time. */
  fact<Type extends FactType>(type: Type, how: FactWanted): Promise<Told<Type> | null>;
  /** What the host does when it is asked or told: from now on it throws, or it does not any more. */
  throwing: boolean;
  /** The stage of a subject that has one. */
  stage(): Stage;
}

export interface FactWanted {
  readonly since: number;
  readonly withinMs: number;
  readonly adInstanceId?: string;
}

/** A clock of the real world. */
const realClock: Ports['clock'] = {
  nowMs: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Records all that passes between a port and a host of its own, which marks the segments of each playlist that it hands back. */
export function drivePort(subject: Subject): Drive {
  const { port, clock = realClock } = subject;
  const entries: Entry[] = [];
  let connection = 0;
  const host = (mine: number): PlayerHost => ({
    tell(fact) {
      entries.push({ type: 'fact', fact, atMs: clock.nowMs(), connection: mine });
      if (drive.throwing) throw new Error('the host fails on purpose');
    },
    playlist(loaded) {
      entries.push({ type: 'playlist', loaded, atMs: clock.nowMs(), connection: mine });
      if (drive.throwing) throw new Error('the host fails on purpose');
      return markSegments(loaded.text);
    },
    mendSegment: (bytes) => bytes,
    spareSegment: () => null,
    soundShiftMs: () => null,
  });
  const drive: Drive = {
    subject,
    entries,
    throwing: false,
    undo: () => undefined,
    connect() {
      const undo = port.connect(host(connection + 1));
      connection++;
      return (drive.undo = undo);
    },
    run(command) {
      entries.push({ type: 'command', command, atMs: clock.nowMs(), connection });
      port.run(command);
    },
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    async until(find, withinMs) {
      const giveUpAtMs = clock.nowMs() + withinMs;
      for (;;) {
        const found = find();
        if (found !== null && found !== undefined && found !== false) return found;
        if (clock.nowMs() >= giveUpAtMs) return null;
        await drive.wait(LOOK_EVERY_MS);
      }
    },
    fact: (type, { since, withinMs, adInstanceId }) =>
      drive.until(
        () =>
          told(entries.slice(since), type).find(
            (fact) => adInstanceId === undefined || ('adInstanceId' in fact && fact.adInstanceId === adInstanceId),
          ),
        withinMs,
      ),
    stage() {
      if (!subject.stage) throw new Error('Cannot look at the page: the subject has no stage, expected one');
      return subject.stage;
    },
  };
  return drive;
}
