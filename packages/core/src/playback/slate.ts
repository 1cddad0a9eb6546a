import { adSpans, fillPlan, type StitchPlan } from '@cutaway/manifest';
import type { Ad, MediaFile } from '@cutaway/model';
import { trackAd } from '@cutaway/tracking';
import { policiesOf } from '../policy/policies.js';
import { type AdMediaState, type AdRun, type BreakRun, filled, type FilledRun } from '../run/break-run.js';
import { amend, change, request, runOf, type Turn } from '../turn.js';
import { setSpans } from './stitch-break.js';
import { warmRequest } from './warm-request.js';

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
  const one = slateRun(`${id}/slate`, { is: 'ready', media: slate.media });
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

/** Less of a break than this needs no slate in an element of its own. */
const LEAST_MS = 1000;

/** The slate that plays apart from content once the ads of a live break are over, one more each time; null: there is no need, or none. */
export function slateApart(turn: Turn, { brk, insert, endsAt, ads }: FilledRun): AdRun | null {
  const { underrun, slate } = policiesOf(turn.state);
  const { player, slate: known } = turn.state;
  if (underrun !== 'slate' || !slate || insert || endsAt === null || known?.is === 'failed' || !player.hls) return null;
  const from = Math.max(brk.startsAt, player.programMs ?? brk.startsAt);
  const leftMs = ads.reduce((sum, { outcome, tracking, shownMs, isSlate }) => {
    return outcome || isSlate ? sum : sum + tracking.durationMs - shownMs;
  }, 0);
  if (endsAt - from - leftMs < LEAST_MS) return null;
  const type = 'application/vnd.apple.mpegurl';
  const element = { url: slate.url, type, codec: null, width: null, height: null, bitrateKbps: null };
  const one = slateRun(`${brk.id}/slate/${ads.length}`, { is: 'waiting' }, element);
  change(turn, { brk }, { ads: [...ads, one] });
  return one;
}

/** Slate goes the way of an ad that nobody hears of. */
function slateRun(adInstanceId: string, media: AdMediaState, element: MediaFile | null = null): AdRun {
  const durationMs = media.is === 'ready' ? (media.media?.durationMs ?? 0) : 0;
  const ad: Ad = {
    ...{ adInstanceId, adId: 'slate', title: '', advertiser: null, universalAdId: null },
    ...{ durationMs, skipAfterMs: null, clickThrough: null, mediaFiles: [] },
    ...{ nonLinear: null, trackers: [] },
  };
  const files = { stitch: null, element };
  return { ad, files, media, tracking: trackAd(ad), shownMs: 0, outcome: null, isSlate: true };
}

/** Asks for media of the slate. */
export function askForSlate(turn: Turn, of: 'ad-playlist' | 'ad-segment', urls: readonly string[]): void {
  const timeoutMs = turn.state.config.mediaBudgetMs;
  for (const url of urls)
    request(turn, { of, adInstanceId: SLATE, url }, { ...warmRequest({ of, url }, turn.state.slate), url, timeoutMs });
}
