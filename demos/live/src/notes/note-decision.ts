import type { SessionEvents } from '@cutaway/core';
import type { InspectorEntry } from '../inspector-entry.js';
import { add, type InspectorLog } from './inspector-log.js';

/** One bar from the question to its answer. */
export function noteDecision(log: InspectorLog, event: SessionEvents['decision']): InspectorLog {
  const { atMs, breakId, stage, adCount, cause } = event;
  const id = `decision/${breakId}`;
  const details: InspectorEntry['details'] = [
    ['break', breakId],
    ['stage', stage],
    ...(cause === null ? [] : [['cause', `${cause.name} ${cause.detail}`] as const]),
  ];
  const entry = { id, lane: 'decisions', details } as const;
  if (stage === 'asked') {
    return add(log, { ...entry, fromMs: atMs, untilMs: null, label: 'asked', tone: 'wait', summary: breakId });
  }
  const fromMs = log.find((old) => old.id === id)?.fromMs ?? atMs;
  const took = `${Math.round(atMs - fromMs)} ms`;
  const isBad = stage === 'failed';
  const label = isBad ? (cause?.name ?? stage) : `${adCount} ${adCount === 1 ? 'ad' : 'ads'}`;
  return add(
    log.filter((old) => old.id !== id),
    {
      ...entry,
      fromMs,
      untilMs: atMs,
      label,
      tone: isBad ? 'bad' : 'strong',
      summary: isBad ? (cause?.detail ?? took) : `answered in ${took}`,
      details: [...details, ['took', took]],
    },
  );
}
