import { LANES, type InspectorEntry, type Lane } from './inspector-entry.js';

/** How many rows each lane has: things of the same moment stand under each other. */
export const LANE_ROWS: Readonly<Record<Lane, number>> = {
  signals: 2,
  breaks: 4,
  decisions: 1,
  switches: 1,
  beacons: 5,
};

/** Of the breaks' rows the last: a linear break and an overlay may be planned for one time. */
const PLAN_ROWS = 2;

export const ALL_ROWS = LANES.reduce((sum, lane) => sum + LANE_ROWS[lane], 0);

/** Row from the top of the whole view, and whether its label has room. */
export interface Placed {
  readonly entry: InspectorEntry;
  readonly row: number;
  readonly hasRoom: boolean;
}

/** Gives each entry the first row of its lane where it does not cover another; the same log gives the same rows. */
export function placeEntries(log: readonly InspectorEntry[], msPerPx: number, nowMs: number): readonly Placed[] {
  const placed: Placed[] = [];
  /** The last of each row: it loses its label to one that comes too soon after it. */
  const lasts = new Map<number, number>();
  let firstRow = 0;
  for (const lane of LANES) {
    const ends = new Array<number>(LANE_ROWS[lane]).fill(-Infinity);
    for (const entry of log) {
      if (entry.lane !== lane) continue;
      // Plans keep off the rows in which the breaks themselves will be drawn.
      const rows = ends.map((_end, row) => row).filter((row) => mayStandIn(row, entry));
      const free = rows.find((row) => (ends[row] ?? 0) <= entry.fromMs);
      const row = free ?? leastOf(rows, ends);
      const before = lasts.get(firstRow + row);
      const last = before === undefined ? undefined : placed[before];
      if (free === undefined && before !== undefined && last !== undefined)
        placed[before] = { ...last, hasRoom: false };
      lasts.set(firstRow + row, placed.length);
      placed.push({ entry, row: firstRow + row, hasRoom: true });
      ends[row] = Math.max(ends[row] ?? -Infinity, endOf(entry, msPerPx, nowMs));
    }
    firstRow += ends.length;
  }
  return placed;
}

/** Where the next entry may begin: after a bar and a label that stands beside it. */
function endOf({ lane, fromMs, untilMs, label }: InspectorEntry, msPerPx: number, nowMs: number): number {
  const labelMs = labelPx(label) * msPerPx;
  if (untilMs === undefined) return fromMs + labelMs;
  const end = untilMs ?? nowMs;
  return end - fromMs < labelMs && labelGoesBeside(lane) ? end + labelMs : end;
}

/** The phases of a break follow each other without a gap: a label that does not fit its bar is left out there. */
export const labelGoesBeside = (lane: Lane): boolean => lane !== 'breaks';

export const labelPx = (label: string): number => 12 + label.length * 7;

function mayStandIn(row: number, { lane, tone }: InspectorEntry): boolean {
  return lane !== 'breaks' || row >= LANE_ROWS.breaks - PLAN_ROWS === (tone === 'plan');
}

/** Of these rows the one that is free the soonest. */
function leastOf(rows: readonly number[], ends: readonly number[]): number {
  return rows.reduce((found, row) => ((ends[row] ?? 0) < (ends[found] ?? 0) ? row : found), rows[0] ?? 0);
}
