import type { Ad, DecisionReply, Tracker } from '@cutaway/model';

/** What an X-ASSET-LIST answers (RFC 8216bis, appendix D.2). Times in seconds. */
export interface AssetList {
  readonly ASSETS: readonly Asset[];
  readonly 'SKIP-CONTROL'?: { readonly OFFSET: number; readonly DURATION?: number };
}

export interface Asset {
  readonly URI: string;
  /** Of the packaged media. */
  readonly DURATION: number;
  readonly 'X-AD-CREATIVE-SIGNALING': Signaling;
}

/** SVTA 2053-2: what a player tracks by itself. */
export interface Signaling {
  readonly version: 2;
  readonly type: 'slot';
  readonly payload: readonly Slot[];
}

interface Slot {
  readonly type: 'linear';
  readonly start: number;
  readonly duration: number;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly tracking: readonly { readonly type: string; readonly offset?: number; readonly urls: readonly string[] }[];
  readonly clickThrough?: string;
  readonly skipOffset?: number;
  readonly verifications?: Ad['verifications'];
}

const HLS = /mpegurl/i;

/**
 * The pod as an asset list. An ad without an HLS rendition cannot be in one and is left out. `startOffsetMs` is
 * `_HLS_start_offset`: what is over by then is left out, and a player that skips what is over by itself finds that nothing is: the ad
 * in which the offset lies stays whole, so that offsets inside of it mean the same to both.
 */
export function writeAssetList({ pod }: Pick<DecisionReply, 'pod'>, startOffsetMs = 0): AssetList {
  const assets: Asset[] = [];
  let endsAtMs = 0;
  let skipAfterMs: number | null = null;
  for (const ad of pod.ads) {
    const media = ad.mediaFiles.find(({ type }) => HLS.test(type));
    if (media === undefined) continue;
    endsAtMs += ad.durationMs;
    if (endsAtMs <= startOffsetMs) continue;
    if (assets.length === 0) skipAfterMs = ad.skipAfterMs;
    assets.push({
      URI: media.url,
      DURATION: ad.durationMs / 1000,
      'X-AD-CREATIVE-SIGNALING': { version: 2, type: 'slot', payload: [slotOf(ad)] },
    });
  }
  // It skips the whole interstitial, so it is the first ad's to allow, and only where no other ad is taken away with it.
  const skips = skipAfterMs !== null && assets.length === 1;
  return { ASSETS: assets, ...(skips && { 'SKIP-CONTROL': { OFFSET: Number(skipAfterMs) / 1000 } }) };
}

function slotOf(ad: Ad): Slot {
  const { durationMs, skipAfterMs, clickThrough, verifications } = ad;
  return {
    type: 'linear',
    start: 0,
    duration: durationMs / 1000,
    identifiers: (ad.universalAdIds ?? (ad.universalAdId === null ? [] : [ad.universalAdId])).map(identifierOf),
    tracking: trackingOf(ad),
    ...(clickThrough !== null && { clickThrough }),
    ...(skipAfterMs !== null && { skipOffset: skipAfterMs / 1000 }),
    ...(verifications && { verifications }),
  };
}

/** `registry value` (VAST 4.1 §3.7.1); a value alone has no registry that is known. */
function identifierOf(text: string): { readonly scheme: string; readonly value: string } {
  const [registry = '', ...rest] = text.split(' ');
  return rest.length === 0 ? { scheme: 'unknown', value: registry } : { scheme: registry, value: rest.join(' ') };
}

/** One entry for each event and offset, in the order in which they come first. */
function trackingOf({ trackers, durationMs }: Ad): Slot['tracking'] {
  const entries = new Map<string, { readonly type: string; readonly offset?: number; readonly urls: string[] }>();
  for (const tracker of trackers.filter(({ of }) => of === undefined)) {
    const offsetMs = offsetOf(tracker, durationMs);
    const key = `${tracker.event}@${offsetMs ?? ''}`;
    const known = entries.get(key);
    if (known) known.urls.push(tracker.url);
    else
      entries.set(key, {
        type: tracker.event,
        ...(offsetMs !== null && { offset: offsetMs / 1000 }),
        urls: [tracker.url],
      });
  }
  return [...entries.values()];
}

function offsetOf({ offset }: Tracker, durationMs: number): number | null {
  if (offset === undefined) return null;
  return 'ms' in offset ? offset.ms : Math.round(offset.share * durationMs);
}
