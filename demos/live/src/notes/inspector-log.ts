import type { InspectorEntry } from '../inspector-entry.js';

/** What the lanes show, oldest first. */
export type InspectorLog = readonly InspectorEntry[];

export const add = (log: InspectorLog, entry: InspectorEntry): InspectorLog => [...log, entry];

/** Ends whatever still goes on and has an id that starts so. */
export function endAt(log: InspectorLog, prefix: string, atMs: number): InspectorLog {
  return log.map((entry) =>
    entry.untilMs === null && entry.id.startsWith(prefix) ? { ...entry, untilMs: atMs } : entry,
  );
}
