import type { Ad, NonLinear, Tracker } from '@cutaway/model';
import type { VastInLine, VastLinear, VastTracker, VastWrapper } from './vast-document.js';

/** An InLine with its wrappers, outermost first, as one ad (VAST 4.3 §2.3.5.2): trackers of all levels, the click of the innermost that has one. */
export function composeAd(inline: VastInLine, chain: readonly VastWrapper[], adInstanceId: string): Ad {
  const inwards = [inline, ...[...chain].reverse()];
  const linear = linearsOf(inline)[0] ?? null;
  const clicks = inwards.flatMap(linearsOf).map(({ clickThrough }) => clickThrough);
  const click = clicks.find((url) => url !== null) ?? null;
  return {
    adInstanceId,
    adId: inline.id,
    title: inline.title,
    advertiser: inline.advertiser?.name ?? null,
    universalAdId: inline.creatives.flatMap(({ universalAdIds }) => universalAdIds)[0] ?? null,
    durationMs: linear?.durationMs ?? 0,
    skipAfterMs: linear?.skipAfterMs ?? null,
    clickThrough: linear ? click : null,
    mediaFiles: linear?.mediaFiles ?? [],
    nonLinear: linear ? null : imageOf(inline),
    trackers: inwards.flatMap((each, level) => levelled(trackersOf(each, linear !== null), level)),
  };
}

/** The first image over the programme that an ad offers. */
export function imageOf(inline: VastInLine): NonLinear | null {
  const all = inline.creatives.flatMap(({ nonLinears }) => nonLinears?.items ?? []);
  const image = all.find(({ imageUrl }) => imageUrl !== '');
  if (!image) return null;
  const { resources: _offered, trackers: _called, ...nonLinear } = image;
  return nonLinear;
}

function linearsOf(ad: VastInLine | VastWrapper): VastLinear[] {
  return ad.creatives.flatMap(({ linear }) => linear ?? []);
}

function trackersOf(ad: VastInLine | VastWrapper, isLinear: boolean): VastTracker[] {
  const nonLinears = ad.creatives.flatMap((creative) => creative.nonLinears ?? []);
  const clicks = nonLinears.flatMap(({ items }) => items.flatMap(({ trackers }) => trackers));
  return [
    ...ad.impressions.map(({ url }): VastTracker => ({ event: 'impression', url })),
    ...(isLinear ? linearsOf(ad) : nonLinears).flatMap(({ trackers }) => trackers),
    ...(isLinear ? [] : clicks),
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
