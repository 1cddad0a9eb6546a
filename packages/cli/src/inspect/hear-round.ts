import type { Cause, ProgramMs, Signal, WallMs } from '@cutaway/model';
import type { StreamTime } from './format-time.js';
import { placeOf, placeOfSignal, type Happening } from './happening.js';
import { tellMissed } from './tell-missed.js';
import { beginAt, hearSignals, initialBreakLog, walkTo, type BreakLog } from './tell-breaks.js';
import { SAME_PLACE_MS, tellSignals, type KnownSignals } from './tell-signals.js';

/** What was heard and told of one stream so far. Plain data. */
export interface Heard {
  readonly known: KnownSignals;
  readonly log: BreakLog;
  readonly causes: ReadonlySet<string>;
  readonly isBegun: boolean;
}

/** Where a stream is. `viewAt`: where a player at its usual distance from the live edge is. */
export interface Span {
  readonly isLive: boolean;
  readonly from: ProgramMs;
  readonly to: ProgramMs;
  readonly viewAt: ProgramMs;
}

/** What all that is watched said at one reading: only what could be read. The first telling leads where two say the same. */
export interface Round {
  readonly at: WallMs;
  readonly span: Span;
  readonly time: StreamTime;
  readonly tellings: readonly {
    readonly playlist: string;
    readonly signals: readonly Signal[];
    readonly causes: readonly Cause[];
  }[];
}

export const initialHeard: Heard = { known: [], log: initialBreakLog, causes: new Set(), isBegun: false };

const MOST_CAUSES = 1_000;

/** Signals that are new, then what they and the time do to the breaks. */
export function hearRound(
  before: Heard,
  { at, span, time, tellings }: Round,
): { readonly heard: Heard; readonly happenings: readonly Happening[] } {
  const happenings: Happening[] = [];
  const viewAt = span.isLive ? span.viewAt : null;
  const causes = new Set([...before.causes].slice(-MOST_CAUSES));
  let { known, log } = before;
  const fresh: Signal[] = [];
  for (const telling of tellings) {
    const told = tellSignals(known, { ...telling, at, viewAt, time, isOld: !before.isBegun });
    known = told.known;
    happenings.push(...told.happenings);
    for (const { signal, changes } of told.happenings) if (changes.length === 0) fresh.push(signal);
    for (const { name, detail } of telling.causes) {
      if (causes.has(name + detail)) continue;
      causes.add(name + detail);
      happenings.push({ type: 'cause', at, name, playlist: telling.playlist, detail });
    }
  }
  happenings.sort((a, b) => orderOf(a) - orderOf(b));
  const moment = { at, viewAt, time, isOld: !before.isBegun };
  const steps = [
    (one: BreakLog) =>
      span.isLive && !before.isBegun ? beginAt(one, span.from, moment) : { log: one, happenings: [] },
    (one: BreakLog) => hearSignals(one, union(tellings), span.isLive ? span.to : null, moment),
    (one: BreakLog) => ({ log: one, happenings: tellMissed(one, fresh, moment) }),
    (one: BreakLog) => walkTo(one, span.isLive ? span.viewAt : span.to, moment),
  ];
  for (const step of steps) {
    const told = step(log);
    log = told.log;
    happenings.push(...told.happenings);
  }
  // All of the first reading is heard at one time: there the stream's own order says more.
  if (!before.isBegun) happenings.sort((a, b) => orderOf(a) - orderOf(b));
  return { heard: { known, log, causes, isBegun: true }, happenings };
}

/** By their place in the stream; causes, and signals without a place, come first. */
function orderOf(happening: Happening): number {
  return placeOf(happening) ?? -Infinity;
}

/** Renditions say the same: the reducer hears it once. */
function union(tellings: Round['tellings']): Signal[] {
  const all: Signal[] = [];
  const isSame = (one: Signal, other: Signal): boolean => {
    if (one.type !== other.type || one.carrier !== other.carrier || one.key !== other.key) return false;
    return Math.abs((placeOfSignal(one) ?? 0) - (placeOfSignal(other) ?? 0)) <= SAME_PLACE_MS;
  };
  for (const { signals } of tellings) {
    const others = all.slice();
    all.push(...signals.filter((signal) => !others.some((other) => isSame(other, signal))));
  }
  return all;
}
