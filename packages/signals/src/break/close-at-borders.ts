import type { ProgramMs } from '@cutaway/model';
import { breakaways, unscheduled, type Span } from './borders.js';
import type { BreakOptions } from './break-options.js';
import { isLive, type BorderSignal, type BreakRecord } from './breaks-state.js';
import { plannedEnd } from './nesting.js';

/** Programme start, end, early termination, overlap, join; network: they close every break. */
const CLOSE_ALL = [0x10, 0x11, 0x12, 0x17, 0x19, 0x40, 0x50, 0x51];
/** Chapters and alternate content close the lower levels of their own hierarchy, which a splice_insert is not in. */
const CLOSE_SEGMENTS = [0x20, 0x21, 0x42, 0x43];
/** These end a programme that was broken away to, and the breaks that began in it. */
const RETURNS = [0x14, 0x1a];

/**
 * Borders close the breaks that run over them (SCTE 35 §10.3.3.5), announced ones too. While the programme is away, those that
 * began before are safe. Breaks in an unscheduled event are taken back.
 */
export function closeAtBorders(
  records: readonly BreakRecord[],
  borders: readonly BorderSignal[],
  clockMs: ProgramMs | null,
  options: BreakOptions,
): readonly BreakRecord[] {
  const aways = breakaways(borders);
  const events = options.suppressInUnscheduled ? unscheduled(borders) : [];
  return records.map((record): BreakRecord => {
    if (!isLive(record)) return record;
    const { startsAt } = record.brk;
    const border = borders.find((one) => closes(one, record, aways, options));
    if (border) return { ...record, phase: 'ended', endsAt: border.at, reason: 'program' };
    // An event without an end yet is thought to last for a while.
    const isIn = ({ from, to }: Span): boolean =>
      startsAt >= from && startsAt < Math.min(to, Math.max(clockMs ?? from, from) + options.maxOpenMs);
    return record.phase === 'announced' && events.some(isIn) ? { ...record, phase: 'cancelled' } : record;
  });
}

function closes(
  { at, segmentationTypeId: type }: BorderSignal,
  { brk }: BreakRecord,
  aways: readonly Span[],
  { mergeMs }: BreakOptions,
): boolean {
  const { startsAt, segmentationTypeId } = brk;
  // What begins with a border is not closed by it.
  if (brk.position || at <= startsAt + mergeMs || at >= (plannedEnd(brk) ?? Infinity)) return false;
  if (RETURNS.includes(type)) return aways.some(({ from, to }) => startsAt >= from && to === at);
  const isShielded = aways.some(({ from, to }) => startsAt < from && at > from && at < to);
  if (isShielded) return false;
  return CLOSE_ALL.includes(type) || (segmentationTypeId !== null && CLOSE_SEGMENTS.includes(type));
}
