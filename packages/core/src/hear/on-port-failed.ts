import type { Effect } from '../effect.js';
import { onOmid } from '../run/watch-measuring.js';
import { noteRefused } from '../policy/seek-to.js';
import { amend, change, type Turn } from '../turn.js';
import { onAdFact } from './on-ad-fact.js';
import { onIntent } from './on-intent.js';

/** A port refused what a break wanted of it: what hung on that goes on without it. */
export function onPortFailed(turn: Turn, effect: Effect, detail: string): void {
  const { type } = effect;
  if (type === 'omid') {
    const heard = { type: 'unavailable' as const, reason: 3 as const, detail };
    onOmid(turn, effect.adInstanceId, heard);
  }
  if (type === 'view' && effect.view.overlay) {
    const { adInstanceId } = effect.view.overlay;
    onIntent(turn, { type: 'overlay-failed', adInstanceId, detail });
  }
  if (type !== 'player') return;
  if ('adInstanceId' in effect.command) {
    const { type: order, adInstanceId } = effect.command;
    if (order !== 'drop-ad') onAdFact(turn, { type: 'ad-failed', adInstanceId, error: 'ELEMENT_REFUSED', detail });
    return;
  }
  const { command } = effect;
  if (command.type === 'seek-program') return noteRefused(turn, command.programMs);
  if (command.type !== 'show-content' && command.type !== 'reload-content') return;
  const { runs, programme } = turn.state;
  // Of a break that is over: nobody else would order it again.
  if (!runs.some(({ phase }) => phase === 'returning')) amend(turn, { programme: { ...programme, owed: command } });
  for (const run of runs)
    if (run.phase === 'returning' && run.how === command.type) change(turn, run, { ...run, orderFailed: true });
}
