import { restoreRate } from '../policy/rate.js';
import type { Turn } from '../turn.js';
import { endQueue } from './queue.js';

/** The application is done: content plays as the viewer has it, and what is due still leaves. */
export function endSession(turn: Turn): void {
  restoreRate(turn);
  endQueue(turn);
}
