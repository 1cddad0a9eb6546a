import { LANES, type InspectorEntry, type Lane } from './inspector-entry.js';

/** How many rows each lane has: things of the same moment stand under each other. */
export const LANE_ROWS: Readonly<Record<Lane, number>> = {
  signals: 1,
  breaks: 2,
  decisions: 1,
  switches: 1,
  beacons: 5,
};

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
      const free = ends.findIndex((end) => end <= entry.fromMs);
      // Plans keep off the row in which the break itself will be drawn.
      const row = entry.tone === 'plan' ? ends.length - 1 : free === -1 ? leastOf(ends) : free;
      const before = lasts.get(firstRow + row);
      const last = before === undefined ? undefined : placed[before];
      if (free === -1 && before !== undefined && last !== undefined) placed[before] = { ...last, hasRoom: false };
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

const leastOf = (ends: readonly number[]): number => ends.indexOf(Math.min(...ends));
