import type { Break, BreakEndReason, Restrictions, SignalConflict } from '@cutaway/model';
import { whenText } from './describe-signal.js';
import { lengthText, streamText, type StreamTime } from './format-time.js';
import type { BreakHappening } from './happening.js';
import { durationText, typeText } from './signal-changes.js';
import { cleanText } from './what-came.js';

export const REASONS: Readonly<Record<BreakEndReason, string>> = {
  in: 'its end was told',
  auto: 'its duration is over, it returns by itself',
  duration: 'its duration and the grace are over, no end was told',
  program: 'a programme, network or unscheduled event closed it',
  'max-open': 'it told no duration and no end, and was open too long',
  superseded: 'the next break began',
};

/** A break for a person. */
export function describeBreak(
  { state, brk, changes, endsAt, reason, inMs, streamAt }: BreakHappening,
  time: StreamTime,
): string {
  const id = cleanText(brk.id);
  const because = reason ? REASONS[reason] : '';
  switch (state) {
    case 'announced': {
      const when = brk.position ? [positionText(brk)] : inMs === null ? [] : [whenText(inMs, true)];
      return [id, ...when, plannedText(brk), ...partsOf(brk, time)].join('; ');
    }
    case 'updated':
      return [id, ...changes, ...partsOf(brk, time)].join('; ');
    case 'begins':
      return `${id}; ${plannedText(brk)}`;
    case 'end-told':
      return [id, `ends ${streamText(streamAt, time)}`, ...(inMs === null ? [] : [whenText(inMs, true)]), because].join(
        '; ',
      );
    case 'ended':
      return `${id}; after ${lengthText((endsAt ?? streamAt) - brk.startsAt)}: ${because}`;
    case 'cancelled':
      return `${id}; taken back: by a cancel, an unscheduled event, or a break that holds it`;
    case 'missed': {
      const isOver = inMs !== null && inMs + (brk.plannedMs ?? 0) < 0;
      return `${id}; opened no break${isOver ? ': it was over when it was heard' : ''}`;
    }
  }
}

function plannedText({ plannedMs }: Break): string {
  return plannedMs === null ? 'no duration told' : `${lengthText(plannedMs)} long`;
}

function positionText({ position }: Break): string {
  return position === 'pre' ? 'before the content' : 'after the content';
}

function partsOf({ kind, segmentationTypeId, autoReturn, mustReplace, parts = [] }: Break, time: StreamTime): string[] {
  const texts: string[] = [];
  if (kind === 'overlay') texts.push('overlay');
  if (segmentationTypeId !== null) texts.push(typeText(segmentationTypeId));
  if (autoReturn) texts.push('returns by itself');
  if (mustReplace) texts.push('must be replaced (web delivery not allowed)');
  if (parts.length > 0) {
    const list = parts.map(({ key, startsAt, plannedMs }) => {
      return `${cleanText(key)} at ${streamText(startsAt, time)} for ${durationText(plannedMs)}`;
    });
    texts.push(`${parts.length} part${parts.length > 1 ? 's' : ''}: ${list.join(', ')}`);
  }
  return texts;
}

export function describeConflict(breakId: string, conflict: SignalConflict, time: StreamTime): string {
  const { field, keptMs, refusedMs, kept, refused } = conflict;
  const text = (ms: number | null): string => {
    return ms !== null && field === 'start' ? streamText(ms, time) : durationText(ms);
  };
  return `${cleanText(breakId)}; ${kept} says ${text(keptMs)}, which counts; ${refused} says ${text(refusedMs)}`;
}

/** What may not be done with the programme on air. */
export function describeRestrictions(restrictions: Restrictions | null): string {
  if (!restrictions) return 'the programme on air is not restricted any more';
  const { webDeliveryAllowed, noRegionalBlackout, archiveAllowed, deviceGroup } = restrictions;
  const texts = [
    ...(webDeliveryAllowed ? [] : ['no web delivery']),
    ...(noRegionalBlackout ? [] : ['regional blackouts hold']),
    ...(archiveAllowed ? [] : ['no archive']),
    ...(deviceGroup === 3 ? [] : [`not on devices of group ${deviceGroup}`]),
  ];
  return `the programme on air: ${texts.join(', ') || 'nothing is restricted'}`;
}
