import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import type { Viewer } from './viewer.js';

export function viewerOf({ viewer = {} }: SessionState): Viewer {
  return viewer;
}

export function noteViewer(turn: Turn, change: Viewer): void {
  amend(turn, { viewer: { ...turn.state.viewer, ...change } });
}
