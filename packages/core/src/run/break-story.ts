import type { WallMs } from '@cutaway/model';
import type { Cut, PodReport } from '../report.js';

/** What happened to the picture in one break so far. Left out: it has not happened, or nobody can tell. */
export interface BreakStory {
  readonly readyAtMs?: WallMs;
  readonly startedAtMs?: WallMs;
  readonly returnedAtMs?: WallMs;
  readonly cuts?: readonly Cut[];
  /** Why the rest of it was left. */
  readonly left?: PodReport['left'];
  readonly stalls?: number;
  readonly stalledMs?: number;
  /** The last tick at which the viewer held the picture, and the last one in a stall. */
  readonly heldAtMs?: WallMs;
  readonly stalledAtMs?: WallMs;
  /** What the player had counted when the first ad came. */
  readonly seeksBefore?: number | null;
  readonly droppedBefore?: number | null;
}
