import type { AdRendition, StitchPlan } from '@cutaway/manifest';
import { halfOfHole } from './half-of-hole.js';

/** An encoding of an ad, and the ad's length. */
export interface FoundRendition {
  readonly rendition: AdRendition;
  readonly durationMs: number;
}

/**
 * How much later the sound of an ad is laid, in milliseconds: its last segment, where that ends sooner than its picture; 0 for any
 * other segment of an ad. null: no plan has it, so it is content.
 */
export function soundShiftMs(plans: readonly StitchPlan[], uri: string): number | null {
  const found = findRendition(plans, uri);
  return found && shiftOf(found, uri);
}

export function shiftOf({ rendition: { kind, segments }, durationMs }: FoundRendition, uri: string): number {
  if (kind !== 'audio' || segments[segments.length - 1]?.uri !== uri) return 0;
  return halfOfHole(durationMs - segments.reduce((sum, segment) => sum + segment.durationMs, 0));
}

/** The encoding of an ad that a segment, or an initialisation segment, is of. */
export function findRendition(plans: readonly StitchPlan[], uri: string): FoundRendition | null {
  for (const { ads } of plans) {
    for (const { durationMs, renditions } of ads) {
      const rendition = renditions.find(
        ({ mapUri, segments }) => mapUri === uri || segments.some((segment) => segment.uri === uri),
      );
      if (rendition) return { rendition, durationMs };
    }
  }
  return null;
}
