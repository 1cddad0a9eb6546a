import { type AdMedia, adSpans, endPlan, planStitch } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import type { AdSpan, BreakRun, FilledRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { arm } from '../run/note-story.js';
import { expireAd, reachedAtMs } from '../run/expire.js';
import { addCause, amend, runOf, type Turn } from '../turn.js';
import { armInsert } from './arm-insert.js';
import { replan, withSlate } from './slate.js';
import { planOf, setSpans, withdrawStitch } from './stitch-break.js';

/** Less room than this is not worth a switch: about one short segment. */
const LEAST_ROOM_MS = 1500;

/**
 * Commits a break to the stitch: from here on every playlist that the player loads holds it. What is already published stays,
 * so a late pod starts at the published edge and gives up the time that has passed.
 */
export function armStitch(turn: Turn, run: Extract<FilledRun, { phase: 'preparing' }>): void {
  if (run.insert) return armInsert(turn, run);
  const { startsAt } = placeFor(turn, run);
  const ads = inTime(turn, run, startsAt);
  if (ads.length === 0) {
    const { slate, nowMs } = turn.state;
    if (run.endsAt !== null && slate && 'toCome' in slate && nowMs < run.deadlineMs) return;
    if (run.endsAt === null || slate?.is !== 'ready') return close(turn, run);
  }
  const spans = lay(turn, run, ads);
  if (spans) arm(turn, run, spans);
}

/** A break that is to begin elsewhere is laid there, as long as nothing of it is published. False: it stays where it was. */
export function moveStitchStart(turn: Turn, { brk: { id } }: BreakRun): boolean {
  const run = runOf(turn, id);
  const plan = run && planOf(turn, run);
  if (!plan || run.insert || run.phase !== 'armed' || !withdrawStitch(turn, run)) return false;
  const spans = lay(turn, run, plan.ads);
  if (spans) setSpans(turn, run, spans);
  return true;
}

/** From where on a break can be laid, and the plans around it: what is decided sooner may lie behind it. */
function placeFor({ state: { plans, publishedEdge } }: Turn, { brk }: BreakRun) {
  const from = Math.max(brk.startsAt, publishedEdge ?? 0);
  const before = plans.filter((plan) => plan.startsAt <= from);
  return {
    startsAt: Math.max(from, ...before.map(({ endsAt }) => endsAt)),
    before,
    behind: plans.slice(before.length),
  };
}

/** Puts the plan of a break among the others. null: there is no room for it, and it is closed. */
function lay(turn: Turn, run: BreakRun, ads: readonly AdMedia[]): readonly AdSpan[] | null {
  const { startsAt, before, behind } = placeFor(turn, run);
  const breakId = run.brk.id;
  const wanted = run.endsAt ?? ads.reduce((end, { durationMs }) => end + durationMs, startsAt);
  const endsAt = Math.min(wanted, ...behind.map((plan) => plan.startsAt));
  if (endsAt - startsAt < LEAST_ROOM_MS) {
    addCause(turn, breakId, 'BREAK_TOO_LATE', `${Math.round(endsAt - startsAt)} ms left`);
    close(turn, run);
    return null;
  }
  // An ad that has no room yet gets it where the break grows.
  const plan = withSlate(turn, run, planStitch({ breakId, startsAt, endsAt, ads }));
  amend(turn, { plans: [...before, plan, ...behind] });
  return adSpans(plan);
}

/** The media that is good, one ad behind the other; an ad that the playhead would reach after its `Expires` is left out. */
function inTime(turn: Turn, run: FilledRun, startsAt: ProgramMs): AdMedia[] {
  const good: AdMedia[] = [];
  let beginsAtMs = reachedAtMs(turn, startsAt);
  for (const { ad, media } of run.ads) {
    if (media.is !== 'ready' || !media.media || expireAd(turn, ad, beginsAtMs)) continue;
    good.push(media.media);
    beginsAtMs += media.media.durationMs;
  }
  return good;
}

/** Moves the end of a stitched break: never before what the player was already given. Content that waits is not cut short. */
export function moveStitchEnd(turn: Turn, run: BreakRun, wanted: ProgramMs): void {
  const { publishedEdge } = turn.state;
  const plan = planOf(turn, run);
  if (!plan || run.insert) return;
  replan(turn, run, plan, endPlan(plan, wanted, publishedEdge));
}
