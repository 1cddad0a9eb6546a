import { REASONS } from './describe-break.js';
import type { BreakRow } from './break-row.js';
import type { SummaryHappening } from './happening.js';
import { lengthText, nearText, streamText, type StreamTime } from './format-time.js';
import { hang, table } from './lay-out.js';
import { durationText, typeText } from './signal-changes.js';
import { plainSentence } from './summary.js';
import { cleanText } from './what-came.js';

const MAX_ID = 32;

/** The table of the breaks and their states, and what is to be said about the whole. */
export function writeSummary(summary: SummaryHappening, time: StreamTime): string {
  const { rows, errors, hints, watchedMs } = summary;
  const lines = ['', plainSentence(summary)];
  if (rows.length > 0) lines.push('', ...table([HEAD, ...rows.map((row) => cellsOf(row, time))]));
  const troubles = errors > 0 ? `; ${errors} error${errors > 1 ? 's' : ''}` : '';
  if (hints.length > 0) lines.push('', ...hints.map((hint) => hang('- ', hint)));
  lines.push('', `Watched for ${lengthText(watchedMs)}${troubles}.`);
  return lines.join('\n');
}

const HEAD = ['Break', 'Start', 'Length', 'State', 'Told', 'Type'];

function cellsOf({ brk, phase, endsAt, reason, leadMs }: BreakRow, time: StreamTime): string[] {
  const id = cleanText(brk.id);
  const lengthMs = endsAt !== null ? endsAt - brk.startsAt : brk.plannedMs;
  const isEndTold = phase !== 'ended' && endsAt !== null;
  return [
    id.length > MAX_ID ? `${id.slice(0, MAX_ID - 1)}…` : id,
    brk.position ?? streamText(brk.startsAt, time),
    phase === 'cancelled' ? '-' : durationText(lengthMs),
    phase === 'ended' && reason ? `ended (${reason})` : isEndTold ? `${phase}, end told` : phase,
    leadMs === null
      ? time.by === 'clock'
        ? 'before the watch'
        : '-'
      : leadMs < 0
        ? `${nearText(-leadMs)} late`
        : `${nearText(leadMs)} ahead`,
    brk.segmentationTypeId === null ? brk.carrier : typeText(brk.segmentationTypeId),
  ];
}

/** What the reasons in the table mean, for the help. */
export const REASON_HELP = Object.entries(REASONS)
  .map(([name, text]) => `  ${name.padEnd(12)}${text}`)
  .join('\n');
