import type { Undo } from '@cutaway/core';
import type { FragmentedText } from './fragmented-text.js';
import type { ShakaCue, ShakaCueTimes, ShakaPlayer } from './shaka-player.js';
import type { ShakaTimeline } from './shaka-timeline.js';

/** Of the config of a player: it is called with each cue, before that is shown. */
interface CueConfig {
  readonly modifyCueCallback?: ((cue: ShakaCue, uri: string | null, times: ShakaCueTimes) => void) | undefined;
}

/** A time at which Shaka shows nothing. */
const NEVER = -1;

/**
 * Subtitles of VOD are read in their own stretch of content only: a file that lies across ads is loaded for each side of them, with all of
 * its cues, and one that began before an ad is not read over it. Those of WebVTT in fMP4 come at the times of their fragments, and are moved
 * behind the ads before them. What the application does with cues is done first.
 */
export function cutCues(
  player: Pick<ShakaPlayer, 'configure' | 'getConfiguration'>,
  timeline: Pick<ShakaTimeline, 'stretchAt'>,
  fragmented: Pick<FragmentedText, 'missing'>,
): Undo {
  const configured = (): CueConfig['modifyCueCallback'] =>
    (player.getConfiguration().mediaSource as CueConfig | undefined)?.modifyCueCallback;
  const own = configured();
  const set = (modifyCueCallback: typeof own): unknown => player.configure({ mediaSource: { modifyCueCallback } });
  const mine = (cue: ShakaCue, uri: string | null, times: ShakaCueTimes): void => {
    own?.(cue, uri, times);
    const stretch = timeline.stretchAt((times.segmentStart + times.segmentEnd) / 2);
    if (!stretch) return;
    move(cue, fragmented.missing(uri, stretch.adsBefore, times.periodStart));
    cut(cue, stretch.start, stretch.end);
  };
  set(mine);
  return () => {
    if (configured() === mine) set(own);
  };
}

function move(cue: ShakaCue, bySeconds: number): void {
  cue.startTime += bySeconds;
  cue.endTime += bySeconds;
  for (const part of cue.nestedCues ?? []) move(part, bySeconds);
}

function cut(cue: ShakaCue, from: number, to: number): void {
  const isIn = cue.startTime < to && cue.endTime > from;
  cue.startTime = isIn ? Math.max(cue.startTime, from) : NEVER;
  cue.endTime = isIn ? Math.min(cue.endTime, to) : NEVER;
  for (const part of cue.nestedCues ?? []) cut(part, from, to);
}
