import {
  adMediaUris,
  readAdMedia,
  readMultivariant,
  type AdMedia,
  type ByteRange,
  type FetchedText,
} from '@cutaway/manifest';
import { firstFrameMs } from './first-frame.js';
import { SAME_LENGTH_MS, unplayable, type MediaProbe, type ProbedMedia } from './preflight.js';

/** Media as a page of another origin fetches it. Each rejects where the page could not have it. */
export interface PageFetch {
  text(url: string): Promise<FetchedText>;
  bytes(url: string, range: ByteRange | null): Promise<Uint8Array>;
}

/** Integrated loudness (EBU R 128) of media, part by part, in LUFS; null: it has no sound, or only silence. */
export type LoudnessMeter = (media: AsyncIterable<Uint8Array>) => Promise<number | null>;

const SEGMENTED = /mpegurl/i;

/**
 * Measures HLS creatives as a player would read them: every playlist is fetched, and of each rendition the beginning; with a meter, all of
 * the sound. Of other media nothing is known: null.
 */
export function createHlsProbe(fetch: PageFetch, meter: LoudnessMeter | null = null): MediaProbe {
  const fetchAs = async (url: string): Promise<FetchedText> => {
    const { url: from, text } = await fetch.text(url);
    return { url, text, from };
  };
  return async ({ url, type }) => {
    if (!SEGMENTED.test(type)) return null;
    try {
      const main = await fetch.text(url);
      const media = readAdMedia('preflight', main, await Promise.all(adMediaUris(main).map(fetchAs)));
      if ('error' in media) return unplayable(media.detail);
      const firstFrames = await Promise.all(media.renditions.map((one) => measureFirstFrame(one, fetch)));
      const sound = media.renditions.find(({ kind }) => kind === 'audio') ?? media.renditions[0];
      return {
        ...{ ...sizeOf(main), ...lengthsOf(media), firstFrameMs: Math.max(...firstFrames.map((ms) => ms ?? 0)) },
        ...(meter && sound && { loudnessLufs: await meter(partsOf(sound, fetch)) }),
      };
    } catch (error) {
      return unplayable(error);
    }
  };
}

/** The first segment is fetched also where there is nothing to measure: whether a page may have it shows at it alone. */
async function measureFirstFrame(
  { mapUri, mapByteRange, segments }: AdMedia['renditions'][number],
  fetch: PageFetch,
): Promise<number | null> {
  const [first] = segments;
  const [init, segment] = await Promise.all([
    mapUri === null ? null : fetch.bytes(mapUri, mapByteRange),
    first === undefined ? null : fetch.bytes(first.uri, first.byteRange),
  ]);
  return init && segment && firstFrameMs(init, segment);
}

/** One after the other: an ad of three minutes is not held whole. */
async function* partsOf(
  { mapUri, mapByteRange, segments }: AdMedia['renditions'][number],
  fetch: PageFetch,
): AsyncIterable<Uint8Array> {
  if (mapUri !== null) yield await fetch.bytes(mapUri, mapByteRange);
  for (const { uri, byteRange } of segments) yield await fetch.bytes(uri, byteRange);
}

function sizeOf({ text }: FetchedText): Pick<ProbedMedia, 'codec' | 'width' | 'height' | 'bitrateKbps'> {
  const { variants = [] } = readMultivariant(text) ?? {};
  const codecs = new Set(variants.flatMap(({ codecs: said }) => said?.split(',').map((one) => one.trim()) ?? []));
  const largest = (of: 'width' | 'height'): number | null =>
    Math.max(0, ...variants.map((one) => one[of] ?? 0)) || null;
  const highest = Math.max(0, ...variants.map(({ bandwidth }) => bandwidth)) || null;
  return {
    ...{ codec: [...codecs].join(',') || null, width: largest('width'), height: largest('height') },
    bitrateKbps: highest && Math.round(highest / 1000),
  };
}

/** A break's cuts are the same in each rendition, so none may be shorter than the others. */
function lengthsOf({ durationMs, renditions }: AdMedia): Pick<ProbedMedia, 'durationMs' | 'faults'> {
  const faults = renditions.flatMap(({ kind, segments }) => {
    const ms = segments.reduce((sum, segment) => sum + segment.durationMs, 0);
    const isSame = Math.abs(ms - durationMs) <= SAME_LENGTH_MS;
    return isSame
      ? []
      : [`has ${kind} of ${Math.round(ms)} ms, expected ${Math.round(durationMs)} ms as its longest picture`];
  });
  return { durationMs: Math.round(durationMs), faults };
}
