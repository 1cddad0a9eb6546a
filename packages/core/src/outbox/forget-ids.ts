import { scrub } from '../privacy/scrub.js';
import { amend, type Turn } from '../turn.js';
import { save } from './save.js';

/** The id is withdrawn, or may not be told any more: none that this session was told is left in what it has to say. */
export function forgetIds(turn: Turn, last: string): void {
  const { privacy } = turn.state;
  for (const id of [last, ...(turn.state.keep.ids ?? [])]) turn.state = scrub(turn.state, id);
  amend(turn, { privacy, keep: { ...turn.state.keep, ids: [] } });
  save(turn);
}
