import { readFragments, type SampleRun, type TrackFragment } from './read-fragments.js';
import type { Track } from './read-tracks.js';

/** More frames than an encoder may keep back to put them in order (DPB size, ITU-T H.264 §A.3.1): a longer delay is meant. */
const MOST_KEPT_BACK = 16;

/**
 * Lets a picture with B-frames begin where its decoding does, in place. Encoders that keep frames back to put them in order say so in
 * composition offsets, so the first frame comes a few frames after the start of its segment: at a cut that is a hole. The offsets of
 * all samples are made that much smaller, below zero where they must (trun version 1, ISO/IEC 14496-12 §8.8.8). Every segment of
 * one encoding has the same delay, so each can be mended alone. A track whose edit list does it already stays as it is.
 */
export function startAtFirstFrame(segment: DataView, tracks: readonly Track[]): void {
  const delays = new Map<number, number>();
  for (const fragment of readFragments(segment)) {
    const track = tracks.find(({ id }) => id === fragment.trackId);
    if (track?.handler !== 'vide' || track.editedTicks > 0) continue;
    const ticks = delays.get(track.id) ?? delayOf(segment, fragment, track);
    delays.set(track.id, ticks);
    if (ticks > 0) for (const run of fragment.runs) advance(segment, run, ticks);
  }
}

/** Ticks from the start of a fragment to its first frame in order of presentation; 0 where that is no encoder's delay. */
function delayOf(segment: DataView, fragment: TrackFragment, track: Track): number {
  const { least, longest } = firstFrameOf(segment, fragment, track);
  return least > 0 && least <= MOST_KEPT_BACK * longest ? least : 0;
}

/** Ticks from the start of a fragment to its first frame in order of presentation (Infinity: it has none), and of its longest frame. */
export function firstFrameOf(
  segment: DataView,
  { runs, sampleTicks }: TrackFragment,
  track: Pick<Track, 'sampleTicks'>,
): { readonly least: number; readonly longest: number } {
  const usual = sampleTicks ?? track.sampleTicks;
  let decodedAt = 0;
  let least = Infinity;
  let longest = usual;
  for (const run of runs) {
    const { samples, firstAt, stride, durationAt, offsetAt } = run;
    for (let i = 0, at = firstAt; i < samples; i++, at += stride) {
      least = Math.min(least, decodedAt + (offsetAt === null ? 0 : offsetOf(segment, run, at + offsetAt)));
      const ticks = durationAt === null ? usual : segment.getUint32(at + durationAt);
      decodedAt += ticks;
      longest = Math.max(longest, ticks);
    }
  }
  return { least, longest };
}

/** Signed in version 1 alone. */
function offsetOf(segment: DataView, run: SampleRun, at: number): number {
  return segment.getUint8(run.at) === 0 ? segment.getUint32(at) : segment.getInt32(at);
}

function advance(segment: DataView, run: SampleRun, ticks: number): void {
  const { at: runAt, samples, firstAt, stride, offsetAt } = run;
  if (offsetAt === null) return;
  const offsets = Array.from({ length: samples }, (_, i) => firstAt + i * stride + offsetAt);
  for (const at of offsets) segment.setInt32(at, offsetOf(segment, run, at) - ticks);
  segment.setUint8(runAt, 1);
}
