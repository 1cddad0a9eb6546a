import type { FilledRun } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { change, type Turn } from '../turn.js';
import { type Choice, chooseStrategy, isBesideLive } from './choose-strategy.js';
import { prepareElement } from './second-element.js';
import { isSlate } from './slate.js';
import { strategyBeside } from './strategy-beside.js';

/**
 * Ads that cannot be stitched after all, before the first frame of their break: the whole break goes another way where that shows
 * more of its ads, since one break is played in one way. False where it does not.
 */
export function fallBack(turn: Turn, run: FilledRun): boolean {
  const { state } = turn;
  const left = run.ads.filter((one) => !one.outcome && !isSlate(one));
  const refused = left.flatMap(({ media }) => (media.is === 'refused' ? [media.detail] : []));
  const elsewhere = left.filter(({ files }) => files.element).length;
  if (refused.length === 0 || elsewhere <= left.length - refused.length) return false;
  const why = `${refused.length} of ${left.length} ads: ${refused[0]}`;
  const demoted = [...(state.demoted ?? []), { strategy: 'stitch' as const, why }];
  const beside = strategyBeside(state, run);
  const isBeside = isBesideLive(state, run.brk);
  const choice = chooseStrategy({ ...state, demoted }, left, false, false, beside, isBeside);
  if (!choice.isPossible || choice.strategy === 'stitch') return false;
  takeBeside(turn, run, choice);
  return true;
}

/** Prepares what is left of a break that was to be stitched in another way. */
export function takeBeside(turn: Turn, run: FilledRun, { strategy, reason }: Choice): void {
  const { nowMs, config } = turn.state;
  for (const { ad, outcome } of run.ads) if (!outcome) changeAd(turn, ad.adInstanceId, { media: { is: 'waiting' } });
  const deadlineMs = nowMs + config.mediaBudgetMs;
  change(turn, run, { phase: 'preparing', deadlineMs, strategy, strategyReason: reason, held: [] });
  prepareElement(turn, run.brk.id);
}
