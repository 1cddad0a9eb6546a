import type { SessionEvent } from '@cutaway/core';
import { seconds, timeOfDay } from './clock-text.js';
import type { StatusBoard } from './status-board.js';

/** Shows what events change on the board. Ads and overlays may overlap: an overlay's phases count only where no ad's do. */
export function createReadings(board: StatusBoard): (event: SessionEvent) => void {
  const open = new Map<string, { readonly kind: string; readonly phase: string }>();
  return (event) => {
    if (event.type === 'break') {
      const { brk, phase } = event.detail;
      if (phase === 'closed') open.delete(brk.id);
      else open.set(brk.id, { kind: brk.kind, phase });
      const all = [...open.values()];
      board.show('break', (all.find(({ kind }) => kind === 'linear') ?? all[0])?.phase ?? 'none');
    }
    showScreen(board, event);
  };
}

function showScreen(board: StatusBoard, event: SessionEvent): void {
  if (event.type === 'switch') {
    const { to, strategy } = event.detail;
    board.show('on screen', to === 'ad' ? `ad (${strategy})` : to === 'overlay' ? 'overlay' : 'content');
  }
  if (event.type === 'report') {
    const { outcome, causes } = event.detail;
    board.show('last verdict', outcome, causes.length > 0);
  }
}

/** What the player knows by itself. */
export function showPlayhead(board: StatusBoard, latencySeconds: number, playheadMs: number | null): void {
  board.show('latency', latencySeconds > 0 ? seconds(latencySeconds * 1000) : '–');
  board.show('programme', playheadMs === null ? '–' : timeOfDay(playheadMs));
}
