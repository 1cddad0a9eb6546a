import type { WallMs } from '@cutaway/model';
import { shortName } from '../beacons/pod-token.js';
import { addCounts, noCounts, type Counts } from './counts.js';
import type { Granularity, RollUpRow, RollUps } from './roll-ups.js';

/** By what rows are told apart. `time`: by the bucket, or by the break. */
export const GROUPINGS = ['time', 'lineItem', 'creative', 'campaign', 'bidder', 'cohort'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface ReportQuery {
  readonly granularity: Granularity;
  /** Buckets that begin from then on. null: the oldest there are. */
  readonly fromMs: WallMs | null;
  /** Buckets that begin before then. null: up to now. */
  readonly toMs: WallMs | null;
  readonly groupBy: readonly Grouping[];
  /** Only what has these names, whole or as tokens have them; left out: all. `none` is what has no line item, bidder or cohort. */
  readonly filter: Readonly<Partial<Record<Exclude<Grouping, 'time'> | 'break', string>>>;
}

/** One row: the names it is grouped by (undefined: not grouped by), and its sums. */
export interface ReportRow extends Readonly<Counts> {
  readonly fromMs?: WallMs;
  readonly eventId?: string | null;
  readonly breakId?: string | null;
  readonly lineItem?: string;
  readonly creative?: string;
  readonly campaign?: string;
  readonly bidder?: string;
  readonly cohort?: string;
  /** In the catalogue's currency. */
  readonly revenue: number;
}

/** What the catalogue knows of the names that a token has. null: none, or it is gone from the catalogue. */
export interface ReportNames {
  campaignOf(lineItemId: string): string | null;
  /** Its id as the catalogue has it, where it is too long for a token. */
  lineItemNameOf(lineItemId: string): string | null;
  creativeOf(lineItemId: string, creativeTag: number): string | null;
}

const NONE = 'none';

/** Rows that are summed, or made, in one step. */
export const ROWS_IN_STEP = 64;

interface Group {
  readonly names: Partial<ReportRow>;
  readonly counts: Counts;
}

/**
 * Sums the rows of the roll-ups as a query wants them, by time, then by the largest earning. There may be 200,000, which take seconds:
 * so it is done in steps, and what is counted between two of them may be in it or not.
 */
export function* queryReport(
  rollUps: Pick<RollUps, 'rows'>,
  query: ReportQuery,
  known: ReportNames,
): Generator<void, ReportRow[]> {
  const groups = new Map<string, Group>();
  const byTime = new Map<WallMs, Group[]>();
  let seen = 0;
  for (const row of rollUps.rows(query.granularity)) {
    if (++seen % ROWS_IN_STEP === 0) yield;
    const names = namesOf(row, known);
    if (!isWanted(row, names, query)) continue;
    const shown = groupNames(row, names, query);
    const key = JSON.stringify(shown);
    let group = groups.get(key);
    if (group === undefined) {
      group = { names: shown, counts: noCounts() };
      groups.set(key, group);
      const atMs = shown.fromMs ?? 0;
      const beside = byTime.get(atMs);
      if (beside === undefined) byTime.set(atMs, [group]);
      else beside.push(group);
    }
    addCounts(group.counts, row.counts);
  }
  const sorted: ReportRow[] = [];
  for (const [, at] of [...byTime].sort(([a], [b]) => a - b)) {
    at.sort((a, b) => b.counts.cpmMicros - a.counts.cpmMicros || b.counts.impressions - a.counts.impressions);
    for (const { names, counts } of at) {
      sorted.push({ ...names, ...counts, revenue: counts.cpmMicros / 1e9 });
      if (sorted.length % ROWS_IN_STEP === 0) yield;
    }
  }
  return sorted;
}

type Names = Readonly<Record<Exclude<Grouping, 'time'>, string>>;

function namesOf({ lineItemId, bidderId, creativeTag, cohort }: RollUpRow, known: ReportNames): Names {
  const campaign = lineItemId === null ? null : known.campaignOf(lineItemId);
  return {
    lineItem: lineItemId === null ? NONE : (known.lineItemNameOf(lineItemId) ?? lineItemId),
    creative: creativeName(lineItemId, creativeTag, known) ?? NONE,
    campaign: campaign ?? NONE,
    bidder: bidderId ?? NONE,
    cohort: cohort ?? NONE,
  };
}

/** A creative that is gone keeps its row, under its tag: `~00c0de`. */
function creativeName(lineItemId: string | null, tag: number | null, { creativeOf }: ReportNames): string | null {
  if (lineItemId === null || tag === null) return null;
  return creativeOf(lineItemId, tag) ?? `~${tag.toString(16).padStart(6, '0')}`;
}

function isWanted(row: RollUpRow, names: Names, { fromMs, toMs, filter }: ReportQuery): boolean {
  if ((fromMs !== null && row.fromMs < fromMs) || (toMs !== null && row.fromMs >= toMs)) return false;
  const { break: breakId, ...others } = filter;
  if (breakId !== undefined && row.breakId !== shortName(breakId)) return false;
  return Object.entries(others).every(([name, value]) => shortName(names[name as keyof Names]) === shortName(value));
}

function groupNames(row: RollUpRow, names: Names, { groupBy, granularity }: ReportQuery): Partial<ReportRow> {
  const { fromMs, eventId, breakId } = row;
  const time = granularity === 'break' ? { fromMs, eventId, breakId } : { fromMs };
  const shown: Partial<Record<keyof Names, string>> = {};
  for (const grouping of groupBy) if (grouping !== 'time') shown[grouping] = names[grouping];
  return { ...(groupBy.includes('time') && time), ...shown };
}
