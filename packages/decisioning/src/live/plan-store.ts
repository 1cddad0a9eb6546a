import { isClosed, type BreakPlan } from './break-plan.js';
import type { EventForecast } from './event-forecast.js';
import type { RecurringBreaks } from './recurring-breaks.js';

/** One change that must outlive the process: whole, so that the last one of an id counts. */
export type PlanRecord =
  | { readonly type: 'plan'; readonly plan: BreakPlan }
  | { readonly type: 'recurring'; readonly recurring: RecurringBreaks }
  | { readonly type: 'recurring-gone'; readonly id: string }
  | { readonly type: 'forecast'; readonly forecast: EventForecast };

/** Where break plans survive a restart. */
export interface PlanStore {
  /** What was kept, in order. */
  load(): Promise<readonly PlanRecord[]>;
  /** Resolves when the records are durable. */
  keep(records: readonly PlanRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** Plans that end with the process. Of what changes all the time only what it came to is held. */
export function createMemoryPlanStore(): PlanStore {
  const last = new Map<string, PlanRecord>();
  return {
    load: async () => [...last.values()],
    keep: async (records) => tellLast(last, records),
    close: async () => {},
  };
}

/** The last record of each plan that is open, and of each rule and forecast: what a journal says. */
export function lastRecords(records: readonly PlanRecord[]): readonly PlanRecord[] {
  const last = new Map<string, PlanRecord>();
  tellLast(last, records);
  return [...last.values()];
}

function tellLast(last: Map<string, PlanRecord>, records: readonly PlanRecord[]): void {
  for (const record of records) {
    if (record.type === 'recurring-gone') last.delete(`recurring ${record.id}`);
    else if (record.type === 'plan' && isClosed(record.plan)) last.delete(nameOf(record));
    else last.set(nameOf(record), record);
  }
}

function nameOf(record: Exclude<PlanRecord, { type: 'recurring-gone' }>): string {
  if (record.type === 'plan') return `plan ${record.plan.id}`;
  return record.type === 'recurring' ? `recurring ${record.recurring.id}` : `forecast ${record.forecast.channel}`;
}
