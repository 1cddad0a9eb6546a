import { isCancelled, isEndTold, isTold, plannedAt, type ChannelBreak } from './channel-break.js';
import type { ChannelPlan } from './options.js';
import { writeCancel, writeIn, writeOut } from './write-splice.js';

/** An attribute list in order (RFC 8216bis §4.2): values are written as given, so strings come with their quotes. */
type Attributes = readonly (readonly [name: string, value: string])[];

/** What one break puts into a playlist while the live edge is at `edgeMs`. `startDate` is its START-DATE. */
export function writeDateRanges(plan: ChannelPlan, brk: ChannelBreak, edgeMs: number, startDate: string): string[] {
  if (!isTold(brk, edgeMs)) return [];
  const tags: string[] = [];
  const hasCueTags = plan.markers === 'cue-out' && brk.kind === 'linear';
  if (plan.markers !== 'interstitial' && !hasCueTags) tags.push(...scte35Tags(plan, brk, edgeMs, startDate));
  if (/^(interstitial|both)$/.test(plan.markers) && brk.kind === 'linear' && !isCancelled(brk, edgeMs)) {
    tags.push(interstitialTag(plan, brk, edgeMs, startDate));
  }
  return brk.faults.duplicate === true ? [...tags, ...tags] : tags;
}

function scte35Tags(plan: ChannelPlan, brk: ChannelBreak, edgeMs: number, startDate: string): string[] {
  const head: Attributes = [
    ['ID', quoted(brk.id)],
    ['START-DATE', quoted(startDate)],
  ];
  if (isCancelled(brk, edgeMs)) return [dateRange([...head, ['SCTE35-CMD', writeCancel(plan, brk)]])];
  const plannedMs = plannedAt(brk, edgeMs);
  const out: Attributes = [
    ...head,
    ['PLANNED-DURATION', seconds(plannedMs)],
    ['SCTE35-OUT', writeOut(plan, brk, plannedMs)],
  ];
  if (!isEndTold(brk, edgeMs)) return [dateRange(out)];
  const end: Attributes = [
    ['DURATION', seconds(brk.endsAtMs - brk.startsAtMs)],
    ['SCTE35-IN', writeIn(plan, brk)],
  ];
  if (plan.endTag === 'merged') return [dateRange([...out, ...end])];
  return [dateRange(out), dateRange([['ID', quoted(brk.id)], ...end])];
}

/** A break that replaces live programme: no X-RESUME-OFFSET, so content resumes by the time that ads took (§D.2). */
function interstitialTag(plan: ChannelPlan, brk: ChannelBreak, edgeMs: number, startDate: string): string {
  const end: Attributes =
    isEndTold(brk, edgeMs) && brk.endsAtMs < brk.startsAtMs + brk.plannedMs
      ? [['X-PLAYOUT-LIMIT', seconds(brk.endsAtMs - brk.startsAtMs)]]
      : [];
  return dateRange([
    ['ID', quoted(`${brk.id}-interstitial`)],
    ['CLASS', quoted('com.apple.hls.interstitial')],
    ['START-DATE', quoted(startDate)],
    ['PLANNED-DURATION', seconds(brk.plannedMs)],
    ['X-ASSET-LIST', quoted(`../asset-list/${brk.id}.json`)],
    ['X-SNAP', quoted('OUT,IN')],
    ['X-RESTRICT', quoted('SKIP,JUMP')],
    ['X-TIMELINE-OCCUPIES', quoted('RANGE')],
    ...Object.entries(plan.interstitialAttributes),
    ...end,
  ]);
}

function dateRange(attributes: Attributes): string {
  return `#EXT-X-DATERANGE:${attributes.map(([name, value]) => `${name}=${value}`).join(',')}`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
