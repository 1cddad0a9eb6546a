import { isApart } from '../strategy.js';
import { change, command, type Turn } from '../turn.js';
import { type AdRun, filled, type FilledRun } from './break-run.js';
import { changeAd } from './track.js';

/** Loaded, or being loaded, and not yet shown. */
export const isWaiting = ({ media, outcome, shownMs }: AdRun): boolean =>
  !outcome && shownMs === 0 && (media.is === 'loading' || media.is === 'ready');

/** Frees what a break has loaded, and nothing else: another break may have the screen. */
export function dropWaiting(turn: Turn, { ads, strategy }: FilledRun): void {
  if (!isApart(strategy)) return;
  for (const { ad } of ads.filter(isWaiting)) command(turn, { type: 'drop-ad', adInstanceId: ad.adInstanceId });
}

/** An order of content back frees every ad: those of a break behind are loaded again. */
export function loadAgain(turn: Turn, { brk: { id } }: FilledRun): void {
  for (const one of turn.state.runs) {
    const run = filled(one);
    if (!run || run.brk.id === id || !isApart(run.strategy)) continue;
    const waiting = run.ads.filter(isWaiting);
    for (const { ad } of waiting) changeAd(turn, ad.adInstanceId, { media: { is: 'waiting' } });
    const { nowMs, config } = turn.state;
    if (waiting.length > 0 && run.phase === 'armed')
      change(turn, run, { phase: 'preparing', deadlineMs: nowMs + config.mediaBudgetMs });
  }
}
