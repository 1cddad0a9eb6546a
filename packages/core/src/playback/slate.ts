import { type AdMedia, adSpans, fillPlan, type StitchPlan } from '@cutaway/manifest';
import type { Ad } from '@cutaway/model';
import { trackAd } from '@cutaway/tracking';
import { policiesOf } from '../policy/policies.js';
import { type AdRun, type BreakRun, filled } from '../run/break-run.js';
import { amend, change, request, runOf, type Turn } from '../turn.js';
import { setSpans } from './stitch-break.js';

/** Under this name the session reads its slate. */
export const SLATE = 'cutaway/slate';

/** Asks for the slate that a live break may need, once a session; one that was not there is asked for again. */
export function prepareSlate(turn: Turn, { insert }: BreakRun): void {
  const { underrun, slate: wanted } = policiesOf(turn.state);
  const { slate } = turn.state;
  if (underrun !== 'slate' || !wanted || insert || (slate && slate.is !== 'failed')) return;
  amend(turn, { slate: { is: 'reading', texts: [], toCome: [wanted.url] } });
  askForSlate(turn, 'ad-playlist', [wanted.url]);
}

/** The plan of a live break with slate up to its planned end, where its ads leave time and the slate is known good. */
export function withSlate(turn: Turn, { brk: { id }, insert }: BreakRun, plan: StitchPlan): StitchPlan {
  const { slate, publishedEdge } = turn.state;
  if (slate?.is !== 'ready' || !slate.media || insert) return plan;
  const one = slateRun(id, slate.media);
  const whole = fillPlan(plan, { ...slate.media, adInstanceId: one.ad.adInstanceId }, publishedEdge);
  const run = filled(runOf(turn, id));
  if (whole !== plan && run && !run.ads.some(isSlate)) change(turn, run, { ads: [...run.ads, one] });
  return whole;
}

/** Puts another plan in the place of one, with slate where that leaves time. */
export function replan(turn: Turn, run: BreakRun, plan: StitchPlan, next: StitchPlan): void {
  const whole = withSlate(turn, run, next);
  amend(turn, { plans: turn.state.plans.map((old) => (old === plan ? whole : old)) });
  setSpans(turn, run, adSpans(whole));
}

export const isSlate = (one: AdRun): boolean => !!one.isSlate;

/** Slate goes the way of an ad that nobody hears of, however often it is repeated. */
function slateRun(breakId: string, media: AdMedia): AdRun {
  const ad: Ad = {
    ...{ adInstanceId: `${breakId}/slate`, adId: 'slate', title: '', advertiser: null, universalAdId: null },
    ...{ durationMs: media.durationMs, skipAfterMs: null, clickThrough: null, mediaFiles: [] },
    ...{ nonLinear: null, trackers: [] },
  };
  const files = { stitch: null, element: null };
  return { ad, files, media: { is: 'ready', media }, tracking: trackAd(ad), shownMs: 0, outcome: null, isSlate: true };
}

/** Asks for media of the slate. */
export function askForSlate(turn: Turn, of: 'ad-playlist' | 'ad-segment', urls: readonly string[]): void {
  const timeoutMs = turn.state.config.mediaBudgetMs;
  for (const url of urls)
    request(turn, { of, adInstanceId: SLATE, url }, { url, timeoutMs, use: of === 'ad-segment' ? 'warm' : 'text' });
}
