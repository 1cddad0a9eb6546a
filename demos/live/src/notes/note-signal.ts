import type { SessionEvents } from '@cutaway/core';
import { seconds, timeOfDay } from '../clock-text.js';
import type { InspectorEntry } from '../inspector-entry.js';
import { add, type InspectorLog } from './inspector-log.js';

export function noteSignal(log: InspectorLog, { atMs, signal }: SessionEvents['signal']): InspectorLog {
  const { label, when } = readSignal(signal);
  return add(log, {
    id: `signal/${signal.key}/${signal.type}/${atMs}`,
    lane: 'signals',
    fromMs: atMs,
    label,
    tone: 'plain',
    summary: when.map((pair) => pair.join(' ')).join(' · ') || signal.key,
    details: [['signal', signal.type], ['key', signal.key], ['carrier', signal.carrier], ...when],
  });
}

function readSignal(signal: SessionEvents['signal']['signal']): {
  readonly label: string;
  readonly when: InspectorEntry['details'];
} {
  switch (signal.type) {
    case 'break-start':
      return {
        label: signal.kind === 'overlay' ? 'OVERLAY' : 'OUT',
        when: [
          ['starts', timeOfDay(signal.startsAt, true)],
          ['planned', seconds(signal.plannedMs)],
        ],
      };
    case 'break-end':
      return { label: 'IN', when: [['ends', timeOfDay(signal.endsAt, true)]] };
    case 'break-cancel':
      return { label: 'CANCEL', when: [] };
    case 'boundary':
      return { label: `0x${signal.segmentationTypeId.toString(16)}`, when: [['at', timeOfDay(signal.at, true)]] };
    case 'break-hint':
      return {
        label: 'HINT',
        when: [
          ['starts', timeOfDay(signal.startsAt, true)],
          ['planned', seconds(signal.plannedMs)],
        ],
      };
  }
}
