import { SEEN_KEY } from '../ahead/ahead-state.js';
import { keptSeen } from '../ahead/reach-ahead.js';
import { ahead } from '../load-ahead.js';
import type { SessionState } from '../state.js';
import { keptText } from './save.js';

/** What an entry of the storage is to have: the outbox, or what was shown. */
export function savedText(state: SessionState, key: string): string {
  return key === SEEN_KEY ? keptSeen(state, ahead) : keptText(state);
}
