import type { AdMs, TrackingEvent } from '@cutaway/model';

/** Two seconds of video in one piece, with half of its pixels (MRC; VAST 4.3 §3.5). */
const VIEWABLE_MS = 2000;
const HALF = 0.5;
/** Sums of rectangles are seldom exactly 1. */
const WHOLE = 0.995;

/** What is known of how much of an ad was seen. Milliseconds of the ad. */
export interface Viewability {
  /** null: it cannot be known now. */
  readonly share: number | null;
  /** Since when at least half, and all of it, is seen while it plays without a jump; null: it is not. */
  readonly halfSince: AdMs | null;
  readonly wholeSince: AdMs | null;
  /** The best that two seconds in one piece came to. `unmeasured`: no share was ever told. */
  readonly best: 'unmeasured' | 'none' | 'half' | 'whole';
}

export const UNSEEN: Viewability = { share: null, halfSince: null, wholeSince: null, best: 'unmeasured' };

/** Another share is visible: what is not visible any more must begin anew. */
export function seeShare(view: Viewability, share: number | null): Viewability {
  const isSeen = (least: number): boolean => share !== null && share >= least;
  return {
    share,
    halfSince: isSeen(HALF) ? view.halfSince : null,
    wholeSince: isSeen(WHOLE) ? view.wholeSince : null,
    best: view.best === 'unmeasured' && share !== null ? 'none' : view.best,
  };
}

/** A frame was shown; `played`: the playhead came to it by playing. */
export function seeFrame(view: Viewability, atMs: AdMs, played: boolean): Viewability {
  const { share, best } = view;
  const since = (least: number, before: AdMs | null): AdMs | null =>
    share !== null && share >= least ? (played ? (before ?? atMs) : atMs) : null;
  const isLong = (from: AdMs | null): boolean => from !== null && atMs - from >= VIEWABLE_MS;
  const halfSince = since(HALF, view.halfSince);
  const wholeSince = since(WHOLE, view.wholeSince);
  const reached = isLong(wholeSince) ? 'whole' : isLong(halfSince) && best !== 'whole' ? 'half' : best;
  return { share, halfSince, wholeSince, best: reached };
}

/** True once the standard is met. */
export function isViewable({ best }: Viewability): boolean {
  return best === 'half' || best === 'whole';
}

/** What an ad says of itself when it ends; null: it said `viewable`. */
export function verdictOf(view: Viewability): TrackingEvent | null {
  if (isViewable(view)) return null;
  return view.best === 'none' ? 'notViewable' : 'viewUndetermined';
}
