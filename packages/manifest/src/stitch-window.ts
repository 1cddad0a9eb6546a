import type { ProgramMs } from '@cutaway/model';
import { listWindow } from './list-window.js';
import type { ListedSegment } from './list-window.js';
import type { DatedSegment } from './locate-cut.js';
import { isLowLatency } from './low-latency.js';
import { readMediaPlaylist } from './media-playlist.js';
import type { Rendition } from './rendition.js';
import type { StitchPlan } from './stitch-plan.js';
import { writeWindow } from './write-window.js';

/** A stitched playlist. */
export interface StitchedWindow {
  readonly text: string;
  /** With newly learned anchors: give these to the next call. The same array's items if nothing was learned. */
  readonly plans: readonly StitchPlan[];
  /** Programme time up to which this rendition is now published. null: the text has no dates. */
  readonly edge: ProgramMs | null;
}

/**
 * Writes a live window anew with the ads of its breaks: a pure function of the origin's text and the plans. Plans are in
 * order and do not overlap. A text without dates, or that is no media playlist, comes back as it is.
 */
export function stitchWindow(plans: readonly StitchPlan[], rendition: Rendition, text: string): StitchedWindow {
  const playlist = readMediaPlaylist(text);
  const window = playlist?.segments.filter((segment): segment is DatedSegment => segment.startsAt !== null) ?? [];
  if (!playlist || window.length === 0 || window.length < playlist.segments.length) return { text, plans, edge: null };
  const result = listWindow(plans, rendition, window);
  const edge = edgeOf(result.listed[result.listed.length - 1]);
  if (plans.length === 0 && !text.split('\n').some(isLowLatency)) return { text, plans, edge };
  return { text: writeWindow(playlist, result), plans: result.plans, edge };
}

function edgeOf(last: ListedSegment | undefined): ProgramMs | null {
  if (!last) return null;
  return last.type === 'ad' ? last.pod.endsAt : last.segment.startsAt + last.segment.durationMs;
}
