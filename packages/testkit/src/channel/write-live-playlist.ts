import { isGone } from './channel-break.js';
import type { Control } from './control.js';
import { listBreaks } from './list-breaks.js';
import type { ChannelPlan } from './options.js';
import { createProgramDate } from './program-date.js';
import { writeCueTags } from './write-cue-tags.js';
import { writeDateRanges } from './write-date-ranges.js';

/** Name of a media playlist: two pictures and the sound. */
export type Rendition = 'hi' | 'lo' | 'audio';

/** End of the newest whole segment, as a media position in milliseconds. */
export function liveEdgeMs(plan: ChannelPlan, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - plan.epochMs) / plan.segmentMs) * plan.segmentMs);
}

/** One refresh of a media playlist: the same plan, controls and time give the same text. */
export function writeLivePlaylist(
  plan: ChannelPlan,
  controls: readonly Control[],
  rendition: Rendition,
  nowMs: number,
): string {
  const edgeMs = liveEdgeMs(plan, nowMs);
  const next = edgeMs / plan.segmentMs;
  const first = Math.max(0, next - plan.windowSegments);
  const firstMs = first * plan.segmentMs;
  const horizonMs = edgeMs + plan.announceLeadMs + plan.segmentMs * 20;
  const programDate = createProgramDate(plan, controls, horizonMs);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.round(plan.segmentMs / 1000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${rendition}/init.mp4"`,
  ];
  const breaks = listBreaks(plan, controls, 0, horizonMs);
  const cueTags = (startsAtMs: number): string[] =>
    plan.markers === 'cue-out' ? writeCueTags(plan, breaks, startsAtMs, edgeMs) : [];
  for (const brk of breaks) {
    if (!isGone(brk, firstMs)) lines.push(...writeDateRanges(plan, brk, edgeMs, programDate.before(brk.startsAtMs)));
  }
  for (let n = first; n < next; n++) {
    lines.push(...cueTags(n * plan.segmentMs));
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${programDate.at(n * plan.segmentMs)}`);
    lines.push(`#EXTINF:${(plan.segmentMs / 1000).toFixed(3)},`, `${rendition}/${n}.m4s`);
  }
  lines.push(...cueTags(edgeMs));
  return `${lines.join('\n')}\n`;
}
