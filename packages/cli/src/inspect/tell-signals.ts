import type { ProgramMs, Signal, WallMs } from '@cutaway/model';
import type { StreamTime } from './format-time.js';
import { placeOfSignal, type SignalHappening } from './happening.js';
import { signalChanges } from './signal-changes.js';

/** One signal, as each playlist told it last. */
export interface KnownSignal {
  readonly signal: Signal;
  readonly byPlaylist: ReadonlyMap<string, Signal>;
}

/** Signals that were told, the oldest first. */
export type KnownSignals = readonly KnownSignal[];

/** What one playlist said at one time. */
export interface Telling {
  readonly playlist: string;
  readonly signals: readonly Signal[];
  readonly at: WallMs;
  /** Where a player is by now; null: the stream is not live. */
  readonly viewAt: ProgramMs | null;
  readonly time: StreamTime;
  readonly isOld: boolean;
}

/** Renditions are cut at other places: what is within this of each other is one. */
export const SAME_PLACE_MS = 1_000;
const MOST = 2_000;

/** Tells what is new, and what changed: a playlist says all again at each refresh, and its renditions say the same. */
export function tellSignals(
  known: KnownSignals,
  telling: Telling,
): { readonly known: KnownSignals; readonly happenings: readonly SignalHappening[] } {
  const { playlist, at, viewAt, time, isOld } = telling;
  const next = [...known];
  const happenings: SignalHappening[] = [];
  for (const signal of telling.signals) {
    const found = next.findIndex((one) => isSame(one.signal, signal));
    const entry = next[found];
    const place = placeOfSignal(signal);
    const inMs = viewAt === null || place === null ? null : place - viewAt;
    const tell = (changes: readonly string[]): void =>
      void happenings.push({ type: 'signal', at, signal, playlist, changes, inMs, isOld });
    if (!entry) {
      next.push({ signal, byPlaylist: new Map([[playlist, signal]]) });
      tell([]);
      continue;
    }
    const last = entry.byPlaylist.get(playlist);
    const isTold = [...entry.byPlaylist].some(([name, one]) => {
      return name !== playlist && signalChanges(one, signal, time, SAME_PLACE_MS).length === 0;
    });
    const changes = signalChanges(last ?? entry.signal, signal, time, last ? undefined : SAME_PLACE_MS);
    if (changes.length > 0 && !isTold) tell(changes);
    next[found] = { signal, byPlaylist: new Map([...entry.byPlaylist, [playlist, signal]]) };
  }
  return { known: next.slice(-MOST), happenings };
}

/** One event may come again under its key: with another place it is a new one, unless the place was moved before it came. */
function isSame(one: Signal, other: Signal): boolean {
  if (one.type !== other.type || one.carrier !== other.carrier || one.key !== other.key) return false;
  const [a, b] = [placeOfSignal(one), placeOfSignal(other)];
  const lengthMs = Math.max(SAME_PLACE_MS, 'plannedMs' in one ? (one.plannedMs ?? 0) : 0);
  return a === null || b === null || Math.abs(a - b) <= lengthMs;
}
