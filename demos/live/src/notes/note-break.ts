import type { SessionEvents } from '@cutaway/core';
import { seconds, timeOfDay } from '../clock-text.js';
import type { InspectorEntry, Tone } from '../inspector-entry.js';
import { add, endAt, type InspectorLog } from './inspector-log.js';

type BreakEvent = SessionEvents['break'];

/** A bar for each phase, a mark for the verdict, and once a dashed bar where the break is to come. */
export function noteBreak(log: InspectorLog, event: BreakEvent, playheadMs: number | null): InspectorLog {
  const { atMs, brk, phase, outcome } = event;
  const prefix = `break/${brk.id}/`;
  const isOpen = log.some(({ id, untilMs, label }) => untilMs === null && id.startsWith(prefix) && label === phase);
  if (isOpen) return log;
  const id = `${prefix}${phase}/${atMs}`;
  const entry = { id, lane: 'breaks', fromMs: atMs, summary: brk.id, details: tellBreak(event) } as const;
  const ended = endAt(log, prefix, atMs);
  if (phase === 'closed') {
    return add(ended, { ...entry, label: outcome ?? phase, tone: outcome === 'played' ? 'strong' : 'bad' });
  }
  return addPlan(add(ended, { ...entry, untilMs: null, label: phase, tone: toneOf(phase) }), event, playheadMs);
}

function addPlan(log: InspectorLog, event: BreakEvent, playheadMs: number | null): InspectorLog {
  const { atMs, brk } = event;
  const id = `plan/${brk.id}`;
  if (playheadMs === null || brk.plannedMs === null || log.some((entry) => entry.id === id)) return log;
  const fromMs = atMs + brk.startsAt - playheadMs;
  const untilMs = fromMs + brk.plannedMs;
  const label = `planned, ${brk.kind}`;
  return add(log, {
    id,
    lane: 'breaks',
    fromMs,
    untilMs,
    label,
    tone: 'plan',
    summary: brk.id,
    details: tellBreak(event),
  });
}

function tellBreak({ brk, phase, outcome }: BreakEvent): InspectorEntry['details'] {
  return [
    ['break', brk.id],
    ['phase', phase],
    ['kind', brk.kind],
    ['starts', timeOfDay(brk.startsAt, true)],
    ['planned', seconds(brk.plannedMs)],
    ...(outcome === null ? [] : [['verdict', outcome] as const]),
  ];
}

function toneOf(phase: BreakEvent['phase']): Tone {
  if (phase === 'playing') return 'strong';
  return phase === 'armed' ? 'plain' : 'wait';
}
