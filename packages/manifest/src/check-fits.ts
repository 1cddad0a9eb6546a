import type { Cause } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import { isSilent } from './fit-kinds.js';
import type { RenditionKind } from './rendition.js';

/**
 * Whether ads can be stitched into content whose renditions are of these kinds: the first thing against it, or null.
 * Ask before a break is planned, and leave the ad out. With `targetDurationMs` (the origin's EXT-X-TARGETDURATION)
 * creatives with longer segments are refused too; without it the stitched playlist announces the longer target. One buffer has one
 * container: with `isFmp4` false (the content has no EXT-X-MAP, as MPEG-TS) ads must have none either.
 */
export function checkFits(
  ads: readonly AdMedia[],
  kinds: readonly RenditionKind[],
  targetDurationMs: number | null = null,
  isFmp4 = true,
): Cause | null {
  for (const ad of ads) {
    const detail = misfit(ad, kinds, targetDurationMs, isFmp4);
    if (detail !== null) return { name: 'MEDIA_UNSUPPORTED', adInstanceId: ad.adInstanceId, detail };
  }
  return null;
}

function misfit(
  { renditions, durationMs }: AdMedia,
  kinds: readonly RenditionKind[],
  targetDurationMs: number | null,
  isFmp4: boolean,
): string | null {
  const missing = kinds.find((wanted) => !renditions.some(({ kind }) => kind === wanted));
  if (missing) return `no ${missing} rendition`;
  for (const rendition of renditions) {
    const { kind, mapUri, segments } = rendition;
    if (mapUri === null && isFmp4) return `${kind} rendition is not fMP4 (no EXT-X-MAP)`;
    if (mapUri !== null && !isFmp4) return `${kind} rendition is fMP4, which the content is not`;
    if (kind === 'muxed' && isSilent(rendition)) return 'no sound in the muxed rendition';
    const longestMs = Math.max(...segments.map((segment) => segment.durationMs));
    if (targetDurationMs !== null && Math.round(longestMs / 1000) * 1000 > targetDurationMs)
      return `${kind} segment of ${longestMs} ms is longer than the content's target of ${targetDurationMs} ms`;
  }
  return durationMs > 0 ? null : 'no duration';
}
