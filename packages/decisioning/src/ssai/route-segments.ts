import type { AdMedia } from '@cutaway/manifest';

/** One segment of a stitched ad, by its places in `AdMedia`. */
export interface SegmentPlace {
  readonly adInstanceId: string;
  readonly rendition: number;
  readonly segment: number;
}

/** The ad with every segment behind `segment/:adInstanceId/:rendition/:segment` beside the playlist, where its fetch is seen. */
export function routeSegments(media: AdMedia): AdMedia {
  return {
    ...media,
    renditions: media.renditions.map((rendition, r) => ({
      ...rendition,
      segments: rendition.segments.map((segment, s) => ({
        ...segment,
        uri: `segment/${media.adInstanceId}/${r}/${s}${extensionOf(segment.uri)}`,
      })),
    })),
  };
}

/** Some players (ffmpeg) take segments by their extension only. */
function extensionOf(uri: string): string {
  return /\.\w{1,5}$/.exec(new URL(uri).pathname)?.[0] ?? '';
}

/** Where a routed segment really is, and which part of the ad it holds. null: no such place. */
export function locateSegment(sources: readonly AdMedia[], place: SegmentPlace) {
  const media = sources.find(({ adInstanceId }) => adInstanceId === place.adInstanceId);
  const rendition = media?.renditions[place.rendition];
  const segment = rendition?.segments[place.segment];
  if (media === undefined || rendition === undefined || segment === undefined) return null;
  const startMs = rendition.segments.slice(0, place.segment).reduce((sum, { durationMs }) => sum + durationMs, 0);
  const hasPicture = media.renditions.some(({ kind }) => kind !== 'audio');
  return {
    uri: segment.uri,
    /** Of two renditions that play together only one may count. */
    counts: hasPicture ? rendition.kind !== 'audio' : true,
    part: { startMs, endMs: startMs + segment.durationMs, adMs: media.durationMs },
  };
}
