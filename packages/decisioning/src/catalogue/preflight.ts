import type { MediaFile } from '@cutaway/model';
import type { Creative } from './catalogue.js';

/** What a creative must be like before it is sold. */
export interface PreflightProfile {
  /** Playlists that can be stitched, files, either of them, or one of each. */
  readonly delivery: 'segmented' | 'progressive' | 'either' | 'both';
  /** Every media URL is https. */
  readonly https: boolean;
  /** How codecs may begin (`avc1`, `mp4a`, `hvc1`), and each file says its own; null: not asked for. */
  readonly codecs: readonly string[] | null;
  /** A file must say its width and height, and have no more; null: not asked for. */
  readonly maxSize: { readonly width: number; readonly height: number } | null;
  readonly maxBitrateKbps: number | null;
  readonly minDurationMs: number;
  readonly maxDurationMs: number;
  /** So far may the media be from what the creative says, where it was measured. */
  readonly durationToleranceMs: number;
  /** So late may the first frame of a picture come in its segment, by B-frames that no edit list takes back; null: not asked for. */
  readonly maxFirstFrameMs: number | null;
  /** Within this its sound is to be, where it was measured, in LUFS; null: not asked for. */
  readonly loudnessLufs: { readonly from: number; readonly to: number } | null;
}

/** Something to start from: what runs on televisions. */
export const TELEVISION_PROFILE: PreflightProfile = {
  delivery: 'segmented',
  https: true,
  codecs: ['avc1', 'hvc1', 'hev1', 'mp4a', 'ac-3', 'ec-3'],
  maxSize: { width: 3840, height: 2160 },
  maxBitrateKbps: 25_000,
  minDurationMs: 1000,
  maxDurationMs: 180_000,
  durationToleranceMs: 100,
  maxFirstFrameMs: 200,
  // EBU R 128 has -23 within 1 LU, ATSC A/85 -24 within 2.
  loudnessLufs: { from: -26, to: -22 },
};

/** What was found of a media file by fetching it. null: could not be told. */
export interface ProbedMedia {
  readonly durationMs: number | null;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** The highest of its renditions. Left out or null: could not be told. */
  readonly bitrateKbps?: number | null;
  /** The latest of its renditions. Left out or null: could not be told. */
  readonly firstFrameMs?: number | null;
  /** Integrated (EBU R 128), of the first rendition that has sound. Left out or null: not measured, or silence. */
  readonly loudnessLufs?: number | null;
  /** What else keeps it from being played: `cannot be played: …`. */
  readonly faults?: readonly string[];
}

/** What is known of media of which a player could make nothing. */
export const unplayable = (error: unknown): ProbedMedia => ({
  ...{ durationMs: null, codec: null, width: null, height: null },
  faults: [`cannot be played: ${error instanceof Error ? error.message : String(error)}`],
});

/** So far may the tracks, or renditions, of a medium be apart: a picture must not stand still, nor sound be cut. */
export const SAME_LENGTH_MS = 500;

/** One thing for which a creative is not ready. */
export interface PreflightFault {
  /** `mediaFiles[0].codec`. */
  readonly field: string;
  /** `is "vp09", expected one that begins with avc1`. */
  readonly text: string;
}

const SEGMENTED = /mpegurl|dash\+xml/i;

/**
 * Holds a creative against a profile; nothing found means ready. `probed` has by URL what is known of the media itself, and goes
 * before what the creative says of it.
 */
export function preflight(
  creative: Creative,
  profile: PreflightProfile,
  probed: ReadonlyMap<string, ProbedMedia> = new Map(),
): readonly PreflightFault[] {
  if (creative.kind === 'overlay') return ofOverlay(creative, profile);
  const { durationMs, mediaFiles } = creative;
  const faults: PreflightFault[] = [];
  if (durationMs < profile.minDurationMs || durationMs > profile.maxDurationMs)
    faults.push({
      field: 'durationMs',
      text: `is ${durationMs}, expected ${profile.minDurationMs} to ${profile.maxDurationMs}`,
    });
  const missing = missingDelivery(mediaFiles, profile.delivery);
  if (missing !== null) faults.push({ field: 'mediaFiles', text: `has no ${missing} media, expected some` });
  mediaFiles.forEach((file, place) => {
    for (const { field, text } of ofFile(file, creative, profile, probed.get(file.url)))
      faults.push({ field: `mediaFiles[${place}].${field}`, text });
  });
  return faults;
}

function missingDelivery(files: readonly MediaFile[], delivery: PreflightProfile['delivery']): string | null {
  const segmented = files.some(({ type }) => SEGMENTED.test(type));
  const progressive = files.some(({ type }) => !SEGMENTED.test(type));
  if (delivery === 'either') return segmented || progressive ? null : 'playable';
  if (delivery !== 'progressive' && !segmented) return 'segmented';
  return delivery !== 'segmented' && !progressive ? 'progressive' : null;
}

function ofFile(file: MediaFile, creative: Creative, profile: PreflightProfile, probed: ProbedMedia | undefined) {
  const faults: PreflightFault[] = [...ofUrl('url', file.url, profile)];
  const refuse = (field: string, text: string) => faults.push({ field, text });
  const { codecs, maxSize, maxBitrateKbps, durationToleranceMs } = profile;
  const codec = probed?.codec ?? file.codec;
  if (codecs !== null) {
    const named = codec?.split(',').map((one) => one.trim()) ?? [];
    if (named.length === 0) refuse('codec', 'is missing, expected a list such as "avc1.64001f,mp4a.40.2"');
    else if (!named.every((one) => codecs.some((start) => one.startsWith(start))))
      refuse('codec', `is ${JSON.stringify(codec)}, expected each to begin with one of ${codecs.join(', ')}`);
  }
  // A playlist has many sizes, and says them itself.
  if (maxSize !== null && !SEGMENTED.test(file.type)) {
    const width = probed?.width ?? file.width;
    const height = probed?.height ?? file.height;
    if (width === null || height === null) refuse('width', 'or height is missing, expected both');
    else if (width > maxSize.width || height > maxSize.height)
      refuse('width', `and height are ${width} x ${height}, expected ${maxSize.width} x ${maxSize.height} at most`);
  }
  const bitrateKbps = probed?.bitrateKbps ?? file.maxBitrateKbps ?? file.bitrateKbps ?? 0;
  if (maxBitrateKbps !== null && bitrateKbps > maxBitrateKbps)
    refuse('bitrateKbps', `is ${bitrateKbps}, expected ${maxBitrateKbps} at most`);
  for (const fault of probed?.faults ?? []) refuse('url', fault);
  const firstMs = probed?.firstFrameMs ?? 0;
  if (profile.maxFirstFrameMs !== null && firstMs > profile.maxFirstFrameMs)
    refuse('url', `shows its first frame after ${firstMs} ms, expected ${profile.maxFirstFrameMs} ms at most`);
  const { loudnessLufs: wanted } = profile;
  const loud = probed?.loudnessLufs ?? null;
  if (wanted !== null && loud !== null && (loud < wanted.from || loud > wanted.to))
    refuse('url', `is ${loud} LUFS loud, expected ${wanted.from} to ${wanted.to}`);
  const measuredMs = probed?.durationMs ?? null;
  if (measuredMs !== null && Math.abs(measuredMs - creative.durationMs) > durationToleranceMs)
    refuse('url', `lasts ${measuredMs} ms, expected the creative's ${creative.durationMs} ms`);
  return faults;
}

const ofOverlay = ({ nonLinear }: Creative, profile: PreflightProfile): readonly PreflightFault[] =>
  nonLinear === null
    ? [{ field: 'nonLinear', text: 'is missing, expected an image' }]
    : ofUrl('nonLinear.imageUrl', nonLinear.imageUrl, profile);

const ofUrl = (field: string, url: string, { https }: PreflightProfile): readonly PreflightFault[] =>
  https && !/^https:\/\//i.test(url) ? [{ field, text: `is ${url}, expected https` }] : [];

/** Fetches as much of a media file as it takes to measure it; null: that could not be done. */
export type MediaProbe = (file: MediaFile) => Promise<ProbedMedia | null>;

/** Measures each media file of a creative, for `preflight`. */
export async function probeCreative(
  { mediaFiles }: Creative,
  probe: MediaProbe,
): Promise<ReadonlyMap<string, ProbedMedia>> {
  const measured = await Promise.all(mediaFiles.map(async (file) => [file.url, await probe(file)] as const));
  return new Map(measured.flatMap(([url, probed]) => (probed === null ? [] : [[url, probed] as const])));
}
