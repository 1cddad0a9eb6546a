import { PRIORITIES } from '../admission/priority.js';

/** One metric: what it is, what tells its series apart. */
export interface MetricRow {
  readonly is: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
  /** Series that are there from the start: an alert on the increase of one that is not there yet does not hear of its first. */
  readonly known?: readonly Readonly<Record<string, string>>[];
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

const counter = (help: string, ...labels: string[]) => ({ is: 'counter' as const, help, labels });
const gauge = (help: string, ...labels: string[]) => ({ is: 'gauge' as const, help, labels });
const histogram = (help: string, buckets: readonly number[], ...labels: string[]) => ({
  ...{ is: 'histogram' as const, help, labels, buckets },
});

/** Everything that the service counts, by name; `cutaway_` stands before each. docs/metrics.md is held against it. */
export const METRICS = {
  decision_requests_total: counter(
    'Decisions answered, by the rung they came from and the priority they had',
    'path',
    'prio',
  ),
  decision_seconds: histogram('Time to answer a decision', SECONDS, 'path'),
  decision_cpu_us: histogram(
    'Processor time of a decision, in microseconds: of at most 20 a second',
    [25, 50, 100, 200, 400, 800, 1600, 3200, 6400],
  ),
  decision_refused_total: counter('Decision requests that could not be read', 'part'),
  decision_failed_total: counter(
    'Decisions in which something broke inside: they were answered by a lower rung',
    'where',
  ),
  pod_fill_ratio: histogram('Filled share of the time a pod was asked for', SHARES),
  pod_filled_seconds_total: counter('Break time that pods filled'),
  pod_unfilled_seconds_total: counter('Break time that was asked for and not filled'),
  pod_ads_total: counter('Ads placed in pods'),
  pod_solver_gap: histogram(
    'How far a pod may be from the best one, as a share of it',
    [0, 0.0001, 0.001, 0.01, 0.05, 0.1],
  ),
  pod_solver_nodes: histogram(
    'Nodes that the solver looked at for a pod, known ones too',
    [10, 30, 100, 300, 1000, 3000, 10_000, 30_000],
  ),
  pods_solved_total: counter('Best pods of their candidates, by where they came from: solver or memory', 'from'),
  slate_seconds_total: {
    ...counter('Break time that was given to the slate', 'reason'),
    known: ['no-candidates', 'deadline', 'shed', 'failed'].map((reason) => ({ reason })),
  },
  ad_skipped_total: counter('Candidates that were not chosen', 'reason'),
  bidder_seconds: histogram('Time to an answer of a bidder', SECONDS, 'bidder'),
  bidder_outcome_total: counter('Requests to a bidder, by how they ended', 'bidder', 'outcome'),
  bidder_notice_total: counter('Calls of a bidder’s notices, by how they ended', 'bidder', 'kind', 'outcome'),
  bidder_throttled_total: counter(
    'Calls to a bidder held back, or to be, since others wait for a connection',
    'bidder',
    'mode',
  ),
  breaker_state: gauge('Breaker of a bidder: 0 closed, 1 half open, 2 open', 'bidder'),
  prefetch_reserved_total: counter('Ads reserved for breaks to come'),
  prefetch_consumed_total: counter('Reserved ads that were shown'),
  prefetch_wasted_total: counter('Reserved ads that expired or were cancelled', 'reason'),
  prefetch_completion_ratio: gauge(
    'Share of the sessions that watch that have their pod for a break from this node',
    'plan',
  ),
  prefetch_hints_total: counter('Requests ahead of a break, by what their hint was worth', 'verdict'),
  next_break_seconds: gauge('Time until a planned break is expected', 'plan'),
  scores_total: counter('Candidates that the scoring model valued, or its fallback', 'from'),
  cap_blocked_total: counter('Candidates held back by a frequency cap', 'scope'),
  budget_lease_outstanding: gauge('Impressions leased and neither used nor given back', 'line_item', 'campaign'),
  budget_overspend_ratio: gauge('Impressions or money beyond the goal as a share of it', 'line_item', 'campaign'),
  pacing_lambda: gauge('Pacing multiplier of a line item', 'line_item'),
  pacing_error_ratio: gauge('Distance from the target curve as a share of the goal', 'line_item'),
  pacing_clamped_breaks: gauge('Breaks in a row in which the multiplier was at its limit', 'line_item'),
  beacon_total: counter('Beacons heard by this node', 'event', 'verdict'),
  beacon_commit_seconds: histogram('Time until a beacon was durable', SECONDS),
  impressions_total: counter('Impressions counted once, at the node that heard them'),
  shed_total: {
    ...counter('Requests that were answered by a lower rung because of load', 'prio', 'rung'),
    known: PRIORITIES.map((prio) => ({ prio, rung: 'full' })),
  },
  shed_simulated_total: counter('Requests that would have been, while the limiter only watches', 'prio', 'rung'),
  eventloop_delay_seconds: gauge('Delay of the event loop over the last scrape interval', 'quantile'),
  concurrent_streams: gauge('Streams that play now, as the platform reports them', 'region', 'kind'),
  concurrent_streams_planned: gauge('Streams that the plan counts on', 'region'),
  plan_fill_ratio: gauge('Filled share that the plan counts on'),
  plan_peak_tps: gauge('Decisions a second that the plan counts on at its peak'),
  creative_not_ready: gauge('1 for a creative that is for sale and cannot be shown yet', 'creative'),
  clock_skew_seconds: gauge('This node ahead of the clock of its store', 'store'),
  catalogue_faults: gauge('Faults in the files of the catalogue: the one of before is used while there are any'),
  store_errors_total: counter('Calls of a store that failed', 'store'),
  store_away: gauge('1 while a store does not answer and this node goes on without it', 'store'),
  ssai_requests_total: counter('Server-side insertion requests', 'kind', 'outcome'),
  ssai_ads_left_out_total: counter('Ads chosen for a stitched break and not shown', 'error'),
  ledger_entries_total: counter('Ledger entries heard', 'outcome'),
  ledger_gaps_total: counter('Gaps seen in ledgers; one that is filled later is counted too'),
} as const satisfies Readonly<Record<string, MetricRow>>;

/** The names of one kind. */
export type MetricName<Kind extends MetricRow['is'] = MetricRow['is']> = {
  [Name in keyof typeof METRICS]: (typeof METRICS)[Name]['is'] extends Kind ? Name : never;
}[keyof typeof METRICS];
