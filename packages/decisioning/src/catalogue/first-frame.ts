import { firstFrameOf, readFragments, readTracks, viewOf } from '@cutaway/manifest';

/**
 * How long after the start of its segment the first frame of a picture is shown, in milliseconds: what B-frames leave free (composition
 * offsets, ISO/IEC 14496-12 §8.6.1.3) less what an edit list takes back (§8.6.6). null: there is no picture in fragments.
 */
export function firstFrameMs(init: Uint8Array, segment: Uint8Array): number | null {
  const picture = readTracks(viewOf(init)).find(({ handler }) => handler === 'vide');
  if (picture === undefined) return null;
  const view = viewOf(segment);
  const fragment = readFragments(view).find(({ trackId }) => trackId === picture.id);
  if (fragment === undefined) return null;
  const { least } = firstFrameOf(view, fragment, picture);
  return Number.isFinite(least) ? Math.round((1000 * (least - picture.editedTicks)) / picture.timescale) : null;
}
