import { catchUp } from './catch-up.js';
import { goOn } from './detour.js';
import { runOf, type Turn } from '../turn.js';
import { seekAgain } from './seek-to.js';
import { tickUnseen } from './leave-unseen.js';
import { viewerOf } from './note-viewer.js';

/** What time alone brings about for the viewer. */
export function tickPolicies(turn: Turn): void {
  const { detour } = viewerOf(turn.state);
  const [id] = detour?.breakIds ?? [];
  // It was over without a pod.
  if (id !== undefined && !runOf(turn, id)) goOn(turn, id);
  seekAgain(turn);
  tickUnseen(turn);
  catchUp(turn);
}
