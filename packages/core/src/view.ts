import { amend, type Turn } from './turn.js';
import type { AdView } from './ui-port.js';

/** Content alone. */
export const NOTHING: AdView = { ad: null, overlay: null };

/** Gives the UI a new picture when what it should show has changed. */
export function refreshView(turn: Turn): void {
  const before = turn.state.viewKey || JSON.stringify(NOTHING);
  const view = turn.ads?.viewOf(turn.state) ?? NOTHING;
  const viewKey = JSON.stringify(view);
  if (viewKey === before) return;
  amend(turn, { viewKey });
  turn.effects.push({ type: 'view', view });
}
