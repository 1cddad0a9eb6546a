import { onScreen } from '../run/break-run.js';
import type { Turn } from '../turn.js';
import { leaveForContent } from './leave-break.js';
import { policiesOf } from './policies.js';
import { noteViewer, viewerOf } from './note-viewer.js';

/**
 * The programme may not be delivered, or not everywhere, from now on (SCTE 35 §10.3.3.1): that outranks the break that is on (R84).
 * Later breaks of the same programme are as they are: what may be shown is the application's to decide, which hears `restrictions`.
 */
export function heedRestrictions(turn: Turn): void {
  const { restrictions } = turn.state.breaks;
  const isRestricted = restrictions?.webDeliveryAllowed === false || restrictions?.noRegionalBlackout === false;
  if (isRestricted === (viewerOf(turn.state).isRestricted ?? false)) return;
  noteViewer(turn, { isRestricted });
  const run = onScreen(turn.state.runs);
  if (run && isRestricted && policiesOf(turn.state).onBlackout === 'leave') leaveForContent(turn, run, 'blackout');
}
