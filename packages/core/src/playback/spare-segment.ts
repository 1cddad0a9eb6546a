import { shiftDecodeTimes, type StitchPlan, viewOf } from '@cutaway/manifest';
import { findRendition } from './sound-shift.js';

/** The last good segment of an encoding. */
interface Kept {
  readonly uri: string;
  readonly bytes: ArrayBuffer;
  /** Ticks per second. */
  readonly timescale: number;
}

/** By initialisation segment: the encodings of the ads that are being loaded, so two or three at a time. */
export type KeptSegments = Map<string, Kept>;

/** Keeps a copy, since a player gives the bytes to a worker; and nothing of ads that are over. */
export function keepSegment(kept: KeptSegments, plans: readonly StitchPlan[], mapUri: string, segment: Kept): void {
  kept.set(mapUri, { ...segment, bytes: segment.bytes.slice(0) });
  forgetOver(kept, plans);
}

export function forgetOver(kept: KeptSegments, plans: readonly StitchPlan[]): void {
  kept.forEach((_, mapUri) => {
    if (!findRendition(plans, mapUri)) kept.delete(mapUri);
  });
}

/**
 * What stands in for a segment of an ad that does not come: the last one of the same encoding that came, at the time of this one. The
 * viewer sees a moment of the ad twice, and the picture never stands still. null: none came yet, or `uri` is no segment of its own.
 */
export function spareSegment(kept: KeptSegments, plans: readonly StitchPlan[], uri: string): ArrayBuffer | null {
  const { rendition } = findRendition(plans, uri) ?? {};
  const last = kept.get(rendition?.mapUri ?? '');
  if (!rendition || !last) return null;
  const placeOf = (wanted: string): number => rendition.segments.findIndex((segment) => segment.uri === wanted);
  const from = placeOf(last.uri);
  const to = placeOf(uri);
  if (from < 0 || to <= from) return null;
  const laterMs = rendition.segments.slice(from, to).reduce((sum, { durationMs }) => sum + durationMs, 0);
  const spare = last.bytes.slice(0);
  shiftDecodeTimes(viewOf(spare), Math.round((laterMs * last.timescale) / 1000));
  return spare;
}
