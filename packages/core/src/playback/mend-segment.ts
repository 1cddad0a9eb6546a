import {
  keepFragments,
  keepTracks,
  keptHandler,
  readTracks,
  shiftDecodeTimes,
  startAtFirstFrame,
  type StitchPlan,
  viewOf,
} from '@cutaway/manifest';
import { findRendition, shiftOf } from './sound-shift.js';

/**
 * Mends a segment of a stitched ad in place, so that at its cuts nothing is missing: a picture with B-frames begins at once, sound
 * that is short lies in the middle of its hole, and of a file with sound and picture one is left for a stream that has them apart.
 * What is content, or no fMP4, stays as it is.
 * @param init its initialisation segment, as the player has it; null for that itself, or where it is not known.
 */
export function mendSegment(
  plans: readonly StitchPlan[],
  bytes: unknown,
  uri: string,
  init: Uint8Array | null | undefined,
): void {
  const found = findRendition(plans, uri);
  if (!found || !(bytes instanceof ArrayBuffer)) return;
  try {
    const view = viewOf(bytes);
    const handler = keptHandler(uri);
    if (uri === found.rendition.mapUri) {
      if (handler) keepTracks(view, handler);
      return;
    }
    const tracks = init ? readTracks(viewOf(init)) : [];
    const [track] = tracks;
    if (!track) return;
    if (handler) keepFragments(view, tracks);
    // Of a file with both, sound may start as late as the picture does: moving one alone would part them.
    else if (tracks.length === 1) startAtFirstFrame(view, tracks);
    shiftDecodeTimes(view, Math.round((track.timescale * shiftOf(found, uri)) / 1000));
  } catch {
    // Bytes that are no boxes: the player says what is wrong with them.
  }
}
