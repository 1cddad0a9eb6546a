import type { StitchPlan } from '@cutaway/manifest';
import type { FailedSegment } from '../player-port.js';
import { mendSegment, type LoadedSegment } from './mend-segment.js';
import { type KeptSegments, spareSegment } from './spare-segment.js';

/** Mends what a player has loaded; where it should be a segment of an ad and is none, says so and gives another one, or null. */
export function spareOf(
  kept: KeptSegments,
  plans: readonly StitchPlan[],
  loaded: LoadedSegment,
  tell: (fact: FailedSegment) => void,
): ArrayBuffer | null {
  if (mendSegment(kept, plans, loaded)) return null;
  const { uri } = loaded;
  const spare = spareSegment(kept, plans, uri);
  if (spare) tell({ type: 'segment-failed', url: uri, status: 200 });
  return spare;
}
