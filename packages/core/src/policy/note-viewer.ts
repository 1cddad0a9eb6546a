import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import type { Viewer } from './viewer.js';

export function viewerOf({ viewer = {} }: SessionState): Viewer {
  return viewer;
}

export function noteViewer(turn: Turn, change: Viewer): void {
  amend(turn, { viewer: { ...turn.state.viewer, ...change } });
}

/** Content waited up to now: where it goes on elsewhere, somebody sought, however long it stood. */
export function noteStill(turn: Turn): void {
  const { nowMs: atMs, programme } = turn.state;
  const { last } = viewerOf(turn.state);
  if (last) noteViewer(turn, { last: { ...last, atMs } });
  if (programme?.last) amend(turn, { programme: { ...programme, last: { ...programme.last, atMs } } });
}
