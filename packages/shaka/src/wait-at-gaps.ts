import type { Undo } from '@cutaway/core';
import type { ShakaPlayer } from './shaka-player.js';

/** A playhead that waits at a gap stands less than this before it, in seconds: some frames. */
const NEAR_GAP_SECONDS = 0.1;

/**
 * Shaka before 4.14 lays the sound behind a cut at its date, where later ones close what is missing up to 150 ms. An ad whose sound
 * is shorter than its picture leaves a gap then, which it would jump over as soon as the playhead is within half a second of it:
 * that half second of picture is lost. It shall wait until the playhead is there. The undo gives back what was configured.
 */
export function waitAtGaps(player: ShakaPlayer): Undo {
  const { streaming } = player.getConfiguration();
  const { gapDetectionThreshold } = streaming;
  // This setting came with the version that closes gaps.
  if ('crossBoundaryStrategy' in streaming || gapDetectionThreshold === undefined) return () => undefined;
  const set = (seconds: number): void => {
    if (player.getNetworkingEngine()) player.configure({ streaming: { gapDetectionThreshold: seconds } });
  };
  set(Math.min(gapDetectionThreshold, NEAR_GAP_SECONDS));
  return () => set(gapDetectionThreshold);
}
