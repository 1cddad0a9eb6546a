import {
  keepFragments,
  keepTracks,
  keptHandler,
  readFragments,
  readTracks,
  shiftDecodeTimes,
  startAtFirstFrame,
  type StitchPlan,
  viewOf,
} from '@cutaway/manifest';
import { findRendition, shiftOf } from './sound-shift.js';
import { forgetOver, keepSegment, type KeptSegments } from './spare-segment.js';

/** What a player has loaded. */
export interface LoadedSegment {
  readonly bytes: unknown;
  readonly uri: string;
  /** Its initialisation segment, as the player has it; null for that itself, or where it is not known. */
  readonly init: Uint8Array | null | undefined;
}

/**
 * Mends a segment of a stitched ad in place, so that at its cuts nothing is missing: a picture with B-frames begins at once, sound
 * that is short lies in the middle of its hole, and of a file with sound and picture one is left for a stream that has them apart.
 * What is content, or no fMP4, stays as it is. False: it should be a segment and is none.
 */
export function mendSegment(
  kept: KeptSegments,
  plans: readonly StitchPlan[],
  { bytes, uri, init }: LoadedSegment,
): boolean {
  const found = findRendition(plans, uri);
  if (!found) forgetOver(kept, plans);
  if (!found || !(bytes instanceof ArrayBuffer)) return true;
  const { mapUri } = found.rendition;
  try {
    const view = viewOf(bytes);
    const handler = keptHandler(uri);
    const isFragment = readFragments(view).length > 0;
    // Where all of an ad is in one file, its segments have the same address.
    if (uri === mapUri && !isFragment) {
      if (handler) keepTracks(view, handler);
      return true;
    }
    if (mapUri !== null && !isFragment) return false;
    const tracks = init ? readTracks(viewOf(init)) : [];
    const [track] = tracks;
    if (!track || mapUri === null) return true;
    if (handler) keepFragments(view, tracks);
    // Of a file with both, sound may start as late as the picture does: moving one alone would part them.
    else if (tracks.length === 1) startAtFirstFrame(view, tracks);
    keepSegment(kept, plans, mapUri, { uri, bytes, timescale: track.timescale });
    shiftDecodeTimes(view, Math.round((track.timescale * shiftOf(found, uri)) / 1000));
    return true;
  } catch {
    return false; // boxes that promise more than there is
  }
}
