import type { BreakRow } from './break-row.js';
import type { SummaryHappening } from './happening.js';
import type { KnownSignals } from './tell-signals.js';
import type { TagCounts } from './count-tags.js';
import { lengthText } from './format-time.js';

/** What hints are made of. */
export interface Found {
  readonly known: KnownSignals;
  readonly rows: readonly BreakRow[];
  readonly tags: readonly TagCounts[];
  readonly hasDates: boolean;
  readonly isInbandRead: boolean;
  readonly kind: 'HLS' | 'DASH';
  readonly isAll: boolean;
  readonly causes: number;
  /** Schemes of events inside of segments, of an MPD. */
  readonly inband: readonly string[];
}

/** Counts signals by what they are. */
export function countSignals(known: KnownSignals): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { signal } of known) {
    const name = `${signal.type.replace('break-', '')} (${signal.carrier})`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Sentences that help when a break did not fire. */
export function hintsOf(found: Found): string[] {
  const { known, rows, tags, causes, kind } = found;
  const hints: string[] = [];
  if (known.length === 0) hints.push(...whyNoSignal(found));
  else if (rows.length === 0) hints.push(...whyNoBreak(found));
  if (causes > 0) hints.push(`${causes} thing${causes > 1 ? 's' : ''} could not be read: see the CAUSE lines.`);
  if (kind === 'HLS' && !found.hasDates && known.length > 0) {
    hints.push(
      'The playlists have no EXT-X-PROGRAM-DATE-TIME: times are made from segment durations, and players may not place date ranges.',
    );
  }
  const late = rows.filter(({ leadMs }) => leadMs !== null && leadMs < 0).length;
  if (late > 0)
    hints.push(
      `${late} break${late > 1 ? 's were' : ' was'} first heard after a player had come to the start (see "Told").`,
    );
  const unknown = listOf(sum(tags.map((one) => one.unknown)));
  if (unknown && known.length === 0) hints.push(`Tags that inspect does not know: ${unknown}.`);
  return hints;
}

function whyNoSignal({ tags, kind, isInbandRead, isAll, inband }: Found): string[] {
  const hints: string[] = [];
  const ranges = tags.reduce((count, { otherRanges }) => count + otherRanges, 0);
  const markers = listOf(sum(tags.map((one) => one.dialects)));
  if (markers) hints.push(`There are marker tags, but they start, end or cancel nothing: ${markers}.`);
  if (ranges > 0)
    hints.push(`${ranges} EXT-X-DATERANGE carr${ranges > 1 ? 'y' : 'ies'} neither SCTE-35 nor a class that means ads.`);
  if (!markers && ranges === 0 && kind === 'HLS') hints.push('The playlists have none of the tags that speak of ads.');
  if (kind === 'DASH') {
    hints.push('The MPD has no EventStream with SCTE-35 and no alternative MPD event.');
    if (inband.length > 0)
      hints.push(`It says that events are inside of segments, which are not read for DASH: ${inband.join(', ')}.`);
  }
  if (kind === 'HLS' && !isInbandRead)
    hints.push('Signals inside of segments (emsg, ID3, SCTE-35 sections) are read with --inband only.');
  if (kind === 'HLS' && !isAll) hints.push('Only some playlists of a multivariant playlist are watched without --all.');
  return hints;
}

function whyNoBreak({ known }: Found): string[] {
  const has = (type: string): boolean => known.some(({ signal }) => signal.type === type);
  if (has('break-start'))
    return ['Starts were heard, but each was over, or cancelled, before it could open a break: see "missed".'];
  if (has('break-end'))
    return ['Ends were heard without a start: the watch began in or after the break, or the OUT is missing.'];
  return ['What was heard opens no break by itself (hints, borders and cancels only).'];
}

function sum(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) all[name] = (all[name] ?? 0) + count;
  return all;
}

export function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} (${count})`)
    .join(', ');
}

/** `Heard no ad signals in 300 segments (10 min 0 s).` */
export function plainSentence({ rows, signals, segments, heardMs }: SummaryHappening): string {
  const count = Object.values(signals).reduce((all, one) => all + one, 0);
  const where = `${segments > 0 ? `${segments} segments (${lengthText(heardMs)})` : lengthText(heardMs)}`;
  if (count === 0) return `Heard no ad signals in ${where}.`;
  const breaks = rows.length === 0 ? 'no break' : `${rows.length} break${rows.length > 1 ? 's' : ''}`;
  return `Heard ${count} signal${count > 1 ? 's' : ''} in ${where}: ${listOf(signals)}; they make ${breaks}.`;
}
