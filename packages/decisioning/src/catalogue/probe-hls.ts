import { adMediaUris, readAdMedia, readMultivariant, type AdMedia, type FetchedText } from '@cutaway/manifest';
import type { MediaProbe, ProbedMedia } from './preflight.js';

const SEGMENTED = /mpegurl/i;

/**
 * Measures HLS creatives as a player would read them: every playlist is fetched. Of a file nothing is known without its bytes: null.
 * @param fetchText rejects where a playlist cannot be had.
 */
export function createHlsProbe(fetchText: (url: string) => Promise<FetchedText>): MediaProbe {
  const fetchAs = async (url: string): Promise<FetchedText> => ({ url, text: (await fetchText(url)).text });
  return async ({ url, type }) => {
    if (!SEGMENTED.test(type)) return null;
    try {
      const main = await fetchText(url);
      const media = readAdMedia('preflight', main, await Promise.all(adMediaUris(main).map(fetchAs)));
      return 'error' in media ? unplayable(media.detail) : { ...sizeOf(main), ...lengthsOf(media) };
    } catch (error) {
      return unplayable(error instanceof Error ? error.message : String(error));
    }
  };
}

const unplayable = (fault: string): ProbedMedia => ({
  ...{ durationMs: null, codec: null, width: null, height: null },
  faults: [`cannot be played: ${fault}`],
});

function sizeOf({ text }: FetchedText): Omit<ProbedMedia, 'durationMs' | 'faults'> {
  const { variants = [] } = readMultivariant(text) ?? {};
  const codecs = new Set(variants.flatMap(({ codecs: said }) => said?.split(',').map((one) => one.trim()) ?? []));
  const largest = (of: 'width' | 'height'): number | null =>
    Math.max(0, ...variants.map((one) => one[of] ?? 0)) || null;
  return { codec: [...codecs].join(',') || null, width: largest('width'), height: largest('height') };
}

/** A break's cuts are the same in each rendition, so none may be shorter than the others. */
const SAME_LENGTH_MS = 500;

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
