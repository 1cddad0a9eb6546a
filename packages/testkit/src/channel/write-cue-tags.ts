import { isCancelled, isTold, plannedAt, type ChannelBreak } from './channel-break.js';
import type { ChannelPlan } from './options.js';
import { writeIn, writeOut } from './write-splice.js';

/**
 * Tags of the CUE family in front of the segment that starts at a media position: EXT-OATCLS-SCTE35 and EXT-X-CUE-OUT where a
 * break starts, EXT-X-CUE-OUT-CONT in front of its other segments, EXT-X-CUE-IN where it ends. They are told with their
 * segment, or as the last lines of a playlist whose next segment is not there yet.
 */
export function writeCueTags(
  plan: ChannelPlan,
  breaks: readonly ChannelBreak[],
  startsAtMs: number,
  edgeMs: number,
): string[] {
  return breaks.filter(({ kind }) => kind === 'linear').flatMap((brk) => tagsOf(plan, brk, startsAtMs, edgeMs));
}

function tagsOf(plan: ChannelPlan, brk: ChannelBreak, startsAtMs: number, edgeMs: number): string[] {
  const plannedMs = plannedAt(brk, startsAtMs);
  if (isCancelled(brk, edgeMs) || !isTold(brk, edgeMs)) return [];
  const elapsedMs = startsAtMs - brk.startsAtMs;
  const isFirst = elapsedMs >= 0 && elapsedMs < plan.segmentMs;
  const behindEndMs = startsAtMs - brk.endsAtMs;
  const tags: string[] = [];
  if (isFirst) {
    tags.push(oatcls(writeOut(plan, brk, plannedMs)), `#EXT-X-CUE-OUT:${seconds(plannedMs)}`);
  } else if (elapsedMs > 0 && startsAtMs < brk.endsAtMs) {
    tags.push(`#EXT-X-CUE-OUT-CONT:${seconds(elapsedMs)}/${seconds(plannedMs)}`);
  } else if (brk.endToldAtMs !== null && behindEndMs >= 0 && behindEndMs < plan.segmentMs) {
    tags.push(oatcls(writeIn(plan, brk)), '#EXT-X-CUE-IN');
  }
  return brk.faults.duplicate === true ? [...tags, ...tags] : tags;
}

/** The same section as in a date range, in base64. */
function oatcls(hex: string): string {
  return `#EXT-OATCLS-SCTE35:${Buffer.from(hex.slice(2), 'hex').toString('base64')}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
