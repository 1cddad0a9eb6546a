import { findIndex, type FileFetch } from './find-index.js';
import { hasSound, measuresOf } from './measures-of.js';
import { SAME_LENGTH_MS, unplayable, type MediaProbe, type ProbedMedia } from './preflight.js';
import type { LoudnessMeter } from './probe-hls.js';
import { readMp4, type Mp4Track } from './read-mp4.js';

const MP4 = /^(video|audio)\/(mp4|x-m4v|quicktime)\b/i;

/** Measures MP4 creatives by their index and, with a meter, by all of their sound. Of other media nothing is known: null. */
export function createFileProbe(fetch: FileFetch, meter: LoudnessMeter | null = null): MediaProbe {
  return async ({ url, type }) => {
    if (!MP4.test(type)) return null;
    try {
      const { moov, isAhead, fileBytes } = await findIndex(url, fetch);
      const head = readMp4(moov);
      const measures = measuresOf(head, fileBytes);
      const firstMs = head.tracks.find(({ kind }) => kind === 'picture')?.firstMs ?? null;
      return {
        ...measures,
        firstFrameMs: firstMs === null ? null : Math.round(firstMs),
        faults: [...(isAhead ? [] : [BEHIND]), ...measures.faults, ...oddLengths(head.tracks)],
        // A meter is given the bytes in their order: of media ahead of its index it could make nothing.
        ...(meter && hasSound(head) && isAhead && { loudnessLufs: await meter(fetch.whole(url)) }),
      };
    } catch (error) {
      return unplayable(error);
    }
  };
}

const BEHIND =
  'has its index (moov) behind its media, expected it ahead: a player would fetch the end before it can begin';

function oddLengths(tracks: readonly Mp4Track[]): NonNullable<ProbedMedia['faults']> {
  const lengths = tracks.flatMap(({ durationMs }) => durationMs ?? []);
  const longestMs = Math.max(0, ...lengths);
  return tracks.flatMap(({ kind, durationMs }) =>
    durationMs === null || longestMs - durationMs <= SAME_LENGTH_MS
      ? []
      : [`has ${kind} of ${Math.round(durationMs)} ms, expected ${Math.round(longestMs)} ms as its longest track`],
  );
}
