import type { SessionEvents } from '@cutaway/core';
import type { InspectorEntry } from '../inspector-entry.js';
import { add, type InspectorLog } from './inspector-log.js';

/** Many beacons leave in the same moment: the lane has short names for the usual ones. */
const SHORT: Readonly<Record<string, string>> = {
  impression: 'imp',
  creativeView: 'view',
  firstQuartile: '25 %',
  midpoint: '50 %',
  thirdQuartile: '75 %',
  complete: 'end',
  breakStart: 'break',
  breakEnd: 'break end',
};

/** A mark where a beacon was first sent; it becomes bright when it is delivered. */
export function noteBeacon(log: InspectorLog, { atMs, beacon, stage }: SessionEvents['beacon']): InspectorLog {
  const id = `beacon/${beacon.key}`;
  const sent = log.find((entry) => entry.id === id);
  const fromMs = sent?.fromMs ?? atMs;
  const took = stage === 'sent' ? 'sent' : `${stage} after ${Math.round(atMs - fromMs)} ms`;
  const entry: InspectorEntry = {
    id,
    lane: 'beacons',
    fromMs,
    label: SHORT[beacon.event] ?? beacon.event,
    tone: stage === 'lost' ? 'bad' : stage === 'sent' ? 'wait' : 'strong',
    summary: took,
    details: [
      ['event', beacon.event],
      ['stage', took],
      ['key', beacon.key],
    ],
  };
  return sent === undefined ? add(log, entry) : log.map((old) => (old.id === id ? entry : old));
}
