import type { MediaFile, NonLinear } from '@cutaway/model';
import type { Creative } from '../catalogue.js';
import type { Origin } from '../faults.js';
import { preflight, type PreflightProfile } from '../preflight.js';
import type { Written, WrittenCreative } from '../written/written.js';
import { buildCaps } from './build-caps.js';
import { completeCaptions, completeMedia, completeUrl, type BuildSite } from './site.js';

/** A creative with its defaults. Where the house has a profile, one that says it is ready is so only if it passes. */
export function buildCreative(
  { record, origin }: Written<'creatives'>,
  profile: PreflightProfile | null,
  site: BuildSite,
): Creative {
  const files = completeMedia(record.mediaFiles ?? [], 'mediaFiles', origin, site);
  const kind = record.kind ?? (record.nonLinear && files.length === 0 ? 'overlay' : 'linear');
  const written = record.readiness ?? 'ready';
  if (written === 'ready') refuseUnshowable(kind, record, files, origin, site);
  const creative: Creative = {
    id: record.id,
    title: record.title ?? record.id,
    kind,
    durationMs: record.durationMs,
    skipAfterMs: record.skipAfterMs ?? null,
    universalAdId: record.universalAdId ?? null,
    mediaHash: record.mediaHash ?? null,
    clickThrough: record.clickThrough ?? null,
    mediaFiles: files,
    ...(record.captions?.length && { captions: completeCaptions(record.captions, origin, site) }),
    nonLinear: completeNonLinear(record, origin, site),
    categories: record.categories ?? [],
    ...(record.caps && { caps: buildCaps(record.caps, origin, site.refuse) }),
    readiness: written,
    notReadyBecause: record.readinessReason != null && written !== 'ready' ? [record.readinessReason] : [],
  };
  if (record.status === 'paused') return { ...creative, readiness: 'rejected', notReadyBecause: ['paused'] };
  const failed = profile === null || written !== 'ready' ? [] : preflight(creative, profile);
  return failed.length === 0
    ? creative
    : { ...creative, readiness: 'rejected', notReadyBecause: failed.map(sayFailed) };
}

const sayFailed = ({ field, text }: { field: string; text: string }): string => `${field} ${text}`;

/** An ad that nobody could show is refused when it is loaded, not when the break is due. */
function refuseUnshowable(
  kind: Creative['kind'],
  record: WrittenCreative,
  files: readonly MediaFile[],
  origin: Origin,
  { refuse }: BuildSite,
): void {
  if (kind === 'linear' && files.length === 0)
    refuse(origin, 'mediaFiles', 'is empty, expected at least one, or another readiness than ready');
  if (kind === 'overlay' && !record.nonLinear)
    refuse(origin, 'nonLinear', 'is missing, expected it, since the creative is an overlay');
}

function completeNonLinear(record: WrittenCreative, origin: Origin, site: BuildSite): NonLinear | null {
  if (!record.nonLinear) return null;
  return {
    id: `${record.id}-image`,
    durationMs: record.durationMs,
    clickThrough: record.clickThrough ?? null,
    altText: record.title ?? null,
    ...record.nonLinear,
    imageUrl: completeUrl(record.nonLinear.imageUrl, 'nonLinear.imageUrl', origin, site),
  };
}
