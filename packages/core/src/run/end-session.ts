import { viewerOf } from '../policy/note-viewer.js';
import { restoreRate } from '../policy/rate.js';
import { command, type Turn } from '../turn.js';
import { endQueue } from './queue.js';

/** The application is done: content plays as the viewer has it, and what is due still leaves. */
export function endSession(turn: Turn): void {
  restoreRate(turn);
  if (viewerOf(turn.state).hidden?.isOurs) command(turn, { type: 'play' });
  endQueue(turn);
}
