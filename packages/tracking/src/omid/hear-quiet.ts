import type { OmidCommand } from './omid-command.js';
import type { OmidFact } from './omid-fact.js';
import type { OmidSession } from './omid-session.js';

export type Open = Exclude<OmidSession, { phase: 'over' }>;
export interface Heard {
  readonly measured: Open;
  readonly commands: readonly OmidCommand[];
}

/** No new frame for this long, and nobody paused: the player waits for data. */
const QUIET_MS = 500;

/** `bufferStart` and `bufferFinish`, by the frames that come or do not. */
export function hearQuiet(open: Open, fact: OmidFact): Heard {
  const { tracking, quietSinceMs, buffering } = open;
  if (tracking.phase !== 'playing') return { measured: open, commands: [] };
  if (fact.type === 'paused' || fact.type === 'resumed')
    return { measured: { ...open, quietSinceMs: null }, commands: [] };
  if (fact.type === 'frame') {
    if (fact.adMs === open.lastFrameMs) return { measured: open, commands: [] };
    const moved = { ...open, lastFrameMs: fact.adMs, quietSinceMs: null, buffering: false };
    return { measured: moved, commands: buffering ? [{ type: 'bufferFinish' }] : [] };
  }
  if (fact.type !== 'tick' || tracking.paused || buffering) return { measured: open, commands: [] };
  if (quietSinceMs === null) return { measured: { ...open, quietSinceMs: fact.nowMs }, commands: [] };
  if (fact.nowMs - quietSinceMs < QUIET_MS) return { measured: open, commands: [] };
  return { measured: { ...open, buffering: true }, commands: [{ type: 'bufferStart' }] };
}
