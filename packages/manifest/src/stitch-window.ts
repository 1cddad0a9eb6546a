import type { ProgramMs } from '@cutaway/model';
import { isDated } from './dated-segment.js';
import { listWindow } from './list-window.js';
import { withoutLowLatency } from './low-latency.js';
import { readMediaPlaylist } from './media-playlist.js';
import type { MediaPlaylist, Segment } from './media-playlist.js';
import type { Rendition } from './rendition.js';
import type { StitchPlan } from './stitch-plan.js';
import { writeWindow } from './write-window.js';

/** A stitched playlist. */
export interface StitchedWindow {
  readonly text: string;
  /** With newly learned anchors: give these to the next call. */
  readonly plans: readonly StitchPlan[];
  /** Programme time up to which this rendition is now published. null: the text has no dates. */
  readonly edge: ProgramMs | null;
}

/**
 * Writes a live window anew with the ads of its breaks: a pure function of the origin's playlist (its text, or what
 * `readMediaPlaylist` made of it) and the plans. Plans are in order and do not overlap. A text without dates, or that is
 * no media playlist, comes back as it is.
 */
export function stitchWindow(
  plans: readonly StitchPlan[],
  rendition: Rendition,
  source: string | MediaPlaylist,
): StitchedWindow {
  const playlist = typeof source === 'string' ? readMediaPlaylist(source) : source;
  const text = typeof source === 'string' ? source : source.text;
  const segments: readonly Segment[] = playlist?.segments ?? [];
  if (!playlist || segments.length === 0 || !segments.every(isDated)) return { text, plans, edge: null };
  const window = listWindow(plans, rendition, segments);
  const edge = window.listed[window.listed.length - 1]?.endsAt ?? null;
  const isAsItIs = plans.length === 0 && withoutLowLatency(text) === text;
  return { text: isAsItIs ? text : withoutLowLatency(writeWindow(playlist, window)), plans: window.plans, edge };
}
