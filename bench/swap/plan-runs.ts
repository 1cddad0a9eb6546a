import type { Run } from './lab.js';
import { isOurs, type Row } from './rows.js';
import type { Scenario } from './scenario.js';

/** What to measure: every row under every condition. */
export interface Wanted {
  readonly rows: readonly Row[];
  readonly scenarios: readonly Scenario[];
  readonly cpus: readonly number[];
  readonly breaks: number;
}

/**
 * The runs in order. Two rows share a channel at the same time, but not with a slowed processor: there are two cores. Two of Shaka's
 * own are never together, since the channel names one collector.
 */
export function planRuns({ rows, scenarios, cpus, breaks }: Wanted): readonly Run[] {
  return cpus.flatMap((cpu) =>
    scenarios.flatMap((scenario) => pair(rows, cpu > 1).map((together) => ({ rows: together, scenario, cpu, breaks }))),
  );
}

const tracksByItself = (row: Row | undefined): boolean => row?.player === 'shaka-player' && !isOurs(row);

function pair(rows: readonly Row[], alone: boolean): readonly (readonly Row[])[] {
  const pairs: Row[][] = [];
  for (const row of rows) {
    const last = pairs[pairs.length - 1];
    const fits = !alone && last?.length === 1 && !(tracksByItself(row) && tracksByItself(last[0]));
    if (fits) last.push(row);
    else pairs.push([row]);
  }
  return pairs;
}
