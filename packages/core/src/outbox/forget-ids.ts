import { scrub } from '../privacy/scrub.js';
import { amend, type Turn } from '../turn.js';
import { save } from './save.js';

/** The id is withdrawn: none that this session was told is left in it. */
export function forgetIds(turn: Turn, last: string): void {
  for (const id of [last, ...(turn.state.keep.ids ?? [])]) turn.state = scrub(turn.state, id);
  amend(turn, { keep: { ...turn.state.keep, ids: [] } });
  save(turn);
}
