import type { SessionEvent, SessionEvents } from '@cutaway/core';
import { seconds, timeOfDay } from './clock-text.js';
import type { InspectorEntry } from './inspector-entry.js';

/** What the lanes show, oldest first. */
export type InspectorLog = readonly InspectorEntry[];

/** How long an entry is kept after it has ended. */
const KEEP_MS = 90_000;

const EVENT_LABELS: Readonly<Record<string, string>> = {
  impression: 'impression',
  firstQuartile: '25 %',
  midpoint: '50 %',
  thirdQuartile: '75 %',
  creativeView: 'view',
  breakStart: 'break start',
  breakEnd: 'break end',
};

/**
 * The log after one more event of the session. `playheadMs` is the programme time on screen, which places a break that
 * is still to come on the wall clock.
 */
export function noteEvent(log: InspectorLog, event: SessionEvent, playheadMs: number | null): InspectorLog {
  const { atMs } = event.detail;
  const kept = log.filter(({ fromMs, untilMs }) => untilMs === null || (untilMs ?? fromMs) > atMs - KEEP_MS);
  switch (event.type) {
    case 'signal':
      return noteSignal(kept, event.detail);
    case 'break':
      return noteBreak(kept, event.detail, playheadMs);
    case 'decision':
      return noteDecision(kept, event.detail);
    case 'switch':
      return noteSwitch(kept, event.detail);
    case 'beacon':
      return noteBeacon(kept, event.detail);
    case 'cause':
      return noteCause(kept, event.detail);
    case 'report':
      return kept;
  }
}

function noteSignal(log: InspectorLog, { atMs, signal }: SessionEvents['signal']): InspectorLog {
  const starts = signal.type === 'break-start';
  const label = starts
    ? signal.kind === 'overlay'
      ? 'OVERLAY'
      : 'OUT'
    : signal.type === 'break-end'
      ? 'IN'
      : 'CANCEL';
  const when: InspectorEntry['details'] = starts
    ? [
        ['starts', timeOfDay(signal.startsAt, true)],
        ['planned', seconds(signal.plannedMs)],
      ]
    : signal.type === 'break-end'
      ? [['ends', timeOfDay(signal.endsAt, true)]]
      : [];
  return add(log, {
    id: `signal/${signal.key}/${signal.type}/${atMs}`,
    lane: 'signals',
    fromMs: atMs,
    label,
    tone: 'plain',
    details: [['signal', signal.type], ['key', signal.key], ['carrier', signal.carrier], ...when],
  });
}

function noteBreak(
  log: InspectorLog,
  { atMs, brk, phase, outcome }: SessionEvents['break'],
  playheadMs: number | null,
): InspectorLog {
  const details: InspectorEntry['details'] = [
    ['break', brk.id],
    ['phase', phase],
    ['kind', brk.kind],
    ['starts', timeOfDay(brk.startsAt, true)],
    ['planned', seconds(brk.plannedMs)],
    ...(outcome === null ? [] : [['verdict', outcome] as const]),
  ];
  const open = log.find(({ id, untilMs }) => untilMs === null && id.startsWith(`break/${brk.id}/`));
  const planId = `plan/${brk.id}`;
  if (open?.label === phase) return log;
  const closed = endAt(log, `break/${brk.id}/`, atMs);
  if (phase === 'closed') {
    const tone = outcome === 'played' ? 'strong' : 'bad';
    const label = outcome ?? 'closed';
    return add(closed, { id: `break/${brk.id}/closed`, lane: 'breaks', fromMs: atMs, label, tone, details });
  }
  const tone = phase === 'playing' ? 'strong' : phase === 'armed' ? 'plain' : 'wait';
  const next = add(closed, {
    id: `break/${brk.id}/${phase}/${atMs}`,
    lane: 'breaks',
    fromMs: atMs,
    untilMs: null,
    label: phase,
    tone,
    details,
  });
  if (playheadMs === null || brk.plannedMs === null || next.some(({ id }) => id === planId)) return next;
  const fromMs = atMs + brk.startsAt - playheadMs;
  const untilMs = fromMs + brk.plannedMs;
  return add(next, {
    id: planId,
    lane: 'breaks',
    fromMs,
    untilMs,
    label: `planned ${brk.kind} break`,
    tone: 'plan',
    details,
  });
}

function noteDecision(
  log: InspectorLog,
  { atMs, breakId, stage, adCount, cause }: SessionEvents['decision'],
): InspectorLog {
  const id = `decision/${breakId}`;
  const details: InspectorEntry['details'] = [
    ['break', breakId],
    ['stage', stage],
    ...(stage === 'answered' ? [['ads', String(adCount)] as const] : []),
    ...(cause === null ? [] : [['cause', `${cause.name} ${cause.detail}`] as const]),
  ];
  if (stage === 'asked') {
    return add(log, { id, lane: 'decisions', fromMs: atMs, untilMs: null, label: 'asked', tone: 'wait', details });
  }
  const fromMs = log.find((entry) => entry.id === id)?.fromMs ?? atMs;
  const took = ['took', `${Math.round(atMs - fromMs)} ms`] as const;
  const label = stage === 'failed' ? (cause?.name ?? 'failed') : `${adCount} ${adCount === 1 ? 'ad' : 'ads'}`;
  const tone = stage === 'failed' ? 'bad' : 'strong';
  const rest = log.filter((entry) => entry.id !== id);
  return add(rest, { id, lane: 'decisions', fromMs, untilMs: atMs, label, tone, details: [...details, took] });
}

function noteSwitch(
  log: InspectorLog,
  { atMs, breakId, to, adInstanceId, strategy }: SessionEvents['switch'],
): InspectorLog {
  const ended = endAt(log, 'switch/', atMs);
  const nth = 1 + log.filter(({ id }) => id.startsWith(`switch/${breakId}/ad/`)).length;
  return add(ended, {
    id: `switch/${breakId}/${to}/${atMs}`,
    lane: 'switches',
    fromMs: atMs,
    untilMs: to === 'content' ? atMs : null,
    label: to === 'ad' ? `ad ${nth}` : to,
    tone: to === 'content' ? 'plain' : 'strong',
    details: [
      ['to', to],
      ['strategy', strategy],
      ['break', breakId],
      ...(adInstanceId ? [['ad', adInstanceId] as const] : []),
    ],
  });
}

function noteBeacon(log: InspectorLog, { atMs, beacon, stage }: SessionEvents['beacon']): InspectorLog {
  const id = `beacon/${beacon.key}`;
  const sent = log.find((entry) => entry.id === id);
  const fromMs = sent?.fromMs ?? atMs;
  const entry: InspectorEntry = {
    id,
    lane: 'beacons',
    fromMs,
    label: EVENT_LABELS[beacon.event] ?? beacon.event,
    tone: stage === 'lost' ? 'bad' : stage === 'sent' ? 'wait' : 'strong',
    details: [
      ['event', beacon.event],
      ['stage', stage],
      ...(stage === 'delivered' ? [['took', `${Math.round(atMs - fromMs)} ms`] as const] : []),
      ['key', beacon.key],
    ],
  };
  return sent === undefined ? add(log, entry) : log.map((old) => (old.id === id ? entry : old));
}

function noteCause(log: InspectorLog, { atMs, breakId, cause }: SessionEvents['cause']): InspectorLog {
  return add(log, {
    id: `cause/${cause.name}/${atMs}/${log.length}`,
    lane: 'breaks',
    fromMs: atMs,
    label: cause.name,
    tone: 'bad',
    details: [
      ['cause', cause.name],
      ['detail', cause.detail],
      ['break', breakId ?? 'none'],
    ],
  });
}

const add = (log: InspectorLog, entry: InspectorEntry): InspectorLog => [...log, entry];

function endAt(log: InspectorLog, prefix: string, atMs: number): InspectorLog {
  return log.map((entry) =>
    entry.untilMs === null && entry.id.startsWith(prefix) ? { ...entry, untilMs: atMs } : entry,
  );
}
