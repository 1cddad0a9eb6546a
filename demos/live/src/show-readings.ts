import type { SessionEvent } from '@cutaway/core';
import { seconds, timeOfDay } from './clock-text.js';
import type { StatusBoard } from './status-board.js';

/** What an event changes on the board. */
export function showReadings(board: StatusBoard, event: SessionEvent): void {
  if (event.type === 'break') board.show('break', event.detail.phase === 'closed' ? 'none' : event.detail.phase);
  if (event.type === 'switch') {
    const { to, strategy } = event.detail;
    board.show('on screen', to === 'ad' ? `ad (${strategy})` : to === 'overlay' ? 'overlay' : 'content');
  }
  if (event.type === 'report') {
    const { outcome, causes } = event.detail;
    const why = causes.map(({ name }) => name).join(', ');
    board.show('last verdict', why === '' ? outcome : `${outcome}: ${why}`, causes.length > 0);
  }
}

/** What the player knows by itself. */
export function showPlayhead(board: StatusBoard, latencySeconds: number, playheadMs: number | null): void {
  board.show('latency', latencySeconds > 0 ? seconds(latencySeconds * 1000) : '–');
  board.show('programme time', playheadMs === null ? '–' : timeOfDay(playheadMs));
}
