import { findIndex, type FileFetch } from './find-index.js';
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
      const { durationMs, tracks } = readMp4(moov);
      const picture = tracks.find(({ kind }) => kind === 'picture');
      const hasSound = tracks.some(({ kind }) => kind === 'sound');
      return {
        durationMs: durationMs === null ? null : Math.round(durationMs),
        codec: tracks.map(({ codec }) => codec).join(',') || null,
        ...{ width: picture?.width ?? null, height: picture?.height ?? null },
        bitrateKbps: fileBytes === null || durationMs === null ? null : Math.round((8 * fileBytes) / durationMs),
        firstFrameMs: picture?.firstMs == null ? null : Math.round(picture.firstMs),
        faults: [
          ...(isAhead ? [] : [BEHIND]),
          ...(picture ? [] : ['has no picture, expected one']),
          ...oddLengths(tracks),
        ],
        // A meter is given the bytes in their order: of media ahead of its index it could make nothing.
        ...(meter && hasSound && isAhead && { loudnessLufs: await meter(fetch.whole(url)) }),
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
