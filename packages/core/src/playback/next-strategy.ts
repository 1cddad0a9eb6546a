import type { ProgramMs } from '@cutaway/model';
import { filled, type FilledRun } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { change, runOf, type Turn } from '../turn.js';
import { chooseStrategy, isBesideLive, whyDemoted } from './choose-strategy.js';
import { prepareStitch } from './prepare-stitch.js';
import { prepareElement } from './second-element.js';

/** Less of a break than this is not worth another way to the screen. */
const LEAST_ROOM_MS = 3000;

/**
 * Content is back because the device refused a strategy, or a break before this one met that: the ads that are left go on in another
 * way, where their media and the time allow it. False where they do not.
 */
export function takeNextStrategy(turn: Turn, { brk }: FilledRun, programMs: ProgramMs): boolean {
  const { nowMs, config } = turn.state;
  const run = filled(runOf(turn, brk.id));
  if (!run || run.cancelled || run.earlyReturn || whyDemoted(turn.state, run.strategy) === null) return false;
  const left = run.ads.filter(({ outcome, isSlate }) => !outcome && !isSlate);
  const leftMs = run.insert || run.endsAt === null ? Infinity : run.endsAt - Math.max(programMs, brk.startsAt);
  if (left.length === 0 || leftMs < LEAST_ROOM_MS || config.strategy !== 'auto') return false;
  const { strategy, reason, isPossible } = chooseStrategy(
    turn.state,
    left,
    false,
    false,
    null,
    isBesideLive(turn.state, brk),
  );
  if (!isPossible || strategy === run.strategy) return false;
  for (const { ad } of left) changeAd(turn, ad.adInstanceId, { media: { is: 'waiting' } });
  const ads = filled(runOf(turn, brk.id))?.ads.filter(({ isSlate }) => !isSlate) ?? left;
  const deadlineMs = nowMs + config.mediaBudgetMs;
  change(turn, run, { strategy, strategyReason: reason, phase: 'preparing', deadlineMs, ads });
  if (strategy === 'stitch') prepareStitch(turn, left);
  else prepareElement(turn, brk.id);
  return true;
}
