import type { Ad, Tracker } from '@cutaway/model';
import type { VastInLine, VastTracker, VastWrapper } from './vast-document.js';

/** An InLine with its wrappers, outermost first, as one ad (VAST 4.3 §2.3.5.2): trackers of all levels, the click of the innermost that has one. */
export function composeAd(inline: VastInLine, chain: readonly VastWrapper[], adInstanceId: string): Ad {
  const inwards = [inline, ...[...chain].reverse()];
  const { linear } = inline;
  const click = inwards.find(({ clickThrough }) => clickThrough !== null)?.clickThrough ?? null;
  return {
    adInstanceId,
    adId: inline.id,
    title: inline.title,
    advertiser: inline.advertiser,
    universalAdId: inline.universalAdId,
    durationMs: linear?.durationMs ?? 0,
    skipAfterMs: linear?.skipAfterMs ?? null,
    clickThrough: linear ? click : null,
    mediaFiles: linear?.mediaFiles ?? [],
    nonLinear: inline.nonLinear,
    trackers: inwards.flatMap((each, level) => levelled(trackersOf(each, linear !== null), level)),
  };
}

function trackersOf(ad: VastInLine | VastWrapper, isLinear: boolean): VastTracker[] {
  return [
    ...ad.impressionUrls.map((url): VastTracker => ({ event: 'impression', url })),
    ...(isLinear ? ad.linearTrackers : ad.nonLinearTrackers),
    ...ad.errorUrls.map((url): VastTracker => ({ event: 'error', url })),
  ];
}

/** Each tracker's place among those of its event on this level. */
function levelled(trackers: readonly VastTracker[], level: number): Tracker[] {
  const counts = new Map<string, number>();
  return trackers.map((tracker) => {
    const index = counts.get(tracker.event) ?? 0;
    counts.set(tracker.event, index + 1);
    return { ...tracker, level, index };
  });
}
