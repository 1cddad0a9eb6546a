import type { FrequencyRule, WallMs } from '@cutaway/model';
import { mayPersonalise } from './may-personalise.js';
import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import { NO_AHEAD, type Seen, SEEN_KEY } from './ahead-state.js';

/** What is counted beyond this is forgotten, the oldest first: a day of breaks, and some 30 KB. */
const MOST_SEEN = 600;

/** An ad is on the screen: it counts once, however often it is shown again. Written down where the viewer agreed to be known again. */
export function noteShown(turn: Turn, adInstanceId: string): void {
  const { ahead = NO_AHEAD, nowMs, keep, privacy } = turn.state;
  const shown = ahead.counts.filter((one) => one.adInstanceId === adInstanceId)[0];
  if (!shown) return;
  const keys = shown.frequency.filter(({ windowMs }) => windowMs !== null).map(({ key }) => key);
  const unique = keys.filter((key, at) => keys.indexOf(key) === at);
  const seen = [...ahead.seen, ...unique.map((key): Seen => [key, nowMs])].slice(-MOST_SEEN);
  amend(turn, { ahead: { ...ahead, seen, counts: ahead.counts.filter((one) => one !== shown) } });
  if (unique.length > 0 && keep.owner !== null && mayPersonalise(privacy))
    turn.effects.push({ type: 'storage', order: { do: 'save', key: SEEN_KEY } });
}

/**
 * How often what a rule counts was shown in its window. What counts for one break alone was shown in none before. A device whose clock was
 * ahead when it wrote down what it showed has it in the future: that is no nearer than its past is.
 */
export function timesSeen(seen: readonly Seen[], { key, windowMs }: FrequencyRule, nowMs: WallMs): number {
  if (windowMs === null) return 0;
  return seen.filter(([one, atMs]) => one === key && Math.abs(nowMs - atMs) < windowMs).length;
}

/** What the storage keeps: keys of ads and times, nothing of the viewer or the device. */
export function seenText({ ahead = NO_AHEAD }: SessionState): string {
  return JSON.stringify(ahead.seen);
}

/** Reads what the storage has, which any page of the origin may have written, before what this session saw. */
export function readSeen(text: string, own: readonly Seen[]): readonly Seen[] {
  try {
    const value: unknown = JSON.parse(text);
    const kept = Array.isArray(value) ? value.filter(isSeen) : [];
    return [...kept, ...own].slice(-MOST_SEEN);
  } catch {
    return own;
  }
}

function isSeen(value: unknown): value is Seen {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}
