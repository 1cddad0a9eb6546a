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

/** Sums the rows of the roll-ups as a query wants them, by time, then by the largest earning. */
export function queryReport(rollUps: Pick<RollUps, 'rows'>, query: ReportQuery, known: ReportNames): ReportRow[] {
  const groups = new Map<string, { readonly names: Partial<ReportRow>; readonly counts: Counts }>();
  for (const row of rollUps.rows(query.granularity)) {
    const names = namesOf(row, known);
    if (!isWanted(row, names, query)) continue;
    const shown = groupNames(row, names, query);
    const key = JSON.stringify(shown);
    const group = groups.get(key) ?? { names: shown, counts: noCounts() };
    addCounts(group.counts, row.counts);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ names, counts }) => ({ ...names, ...counts, revenue: counts.cpmMicros / 1e9 }))
    .sort((a, b) => (a.fromMs ?? 0) - (b.fromMs ?? 0) || b.cpmMicros - a.cpmMicros || b.impressions - a.impressions);
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
