import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createRecentDelay } from './recent-delay.js';
import { METRICS, type MetricName, type MetricRow } from './metric-table.js';

/** The service's own counters, one registry for each service: two services in one process do not mix. */
export interface Meters {
  /** Adds to a counter, 1 by default. */
  count(name: MetricName<'counter'>, labels?: Labels, by?: number): void;
  observe(name: MetricName<'histogram'>, value: number, labels?: Labels): void;
  set(name: MetricName<'gauge'>, value: number, labels?: Labels): void;
  /** Takes a series away: a plan that is over, a creative that is ready. */
  forget(name: MetricName, labels: Labels): void;
  /** Runs before each `expose`: sets gauges of which there are thousands, and which nobody reads in between. */
  beforeExpose(run: () => void): void;
  /** Prometheus text format 0.0.4. */
  expose(): Promise<string>;
  /** p99 of the event loop's delay in the last seconds, in milliseconds. */
  loopDelayMs(): number;
  /** From now on: what a process does before it listens keeps nobody waiting. */
  beginLoop(): void;
  close(): void;
}

type Labels = Readonly<Record<string, string>>;
type Series = Counter | Gauge | Histogram;

/** How finely the event loop's delay is looked at, in milliseconds: it costs a timer. */
const RESOLUTION_MS = 10;

export function createMeters(): Meters {
  const registry = new Registry();
  const series = new Map<MetricName, Series>();
  const before: (() => void)[] = [];
  for (const name of Object.keys(METRICS) as MetricName[]) series.set(name, create(name, registry));
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const p99Ms = (): number => Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS) || 0;
  // One of its own: a scrape begins the other one anew, and there may be none for days.
  const lately = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lately.enable();
  let recent = createRecentDelay(lately, () => performance.now());

  return {
    count(name, labels = {}, by = 1) {
      const one = series.get(name);
      if (one instanceof Counter) one.inc(labels, by);
    },
    observe(name, value, labels = {}) {
      const one = series.get(name);
      if (one instanceof Histogram) one.observe(labels, value);
    },
    set(name, value, labels = {}) {
      const one = series.get(name);
      if (one instanceof Gauge) one.set(labels, value);
    },
    forget: (name, labels) => series.get(name)?.remove(labels),
    beforeExpose: (run) => void before.push(run),
    async expose() {
      for (const run of before) run();
      const loop = series.get('eventloop_delay_seconds') as Gauge;
      const medianMs = Math.max(0, delay.percentile(50) / 1e6 - RESOLUTION_MS) || 0;
      loop.set({ quantile: '0.5' }, medianMs / 1000);
      loop.set({ quantile: '0.99' }, p99Ms() / 1000);
      delay.reset();
      return registry.metrics();
    },
    loopDelayMs: () => Math.max(0, recent() / 1e6 - RESOLUTION_MS) || 0,
    beginLoop() {
      delay.reset();
      lately.reset();
      recent = createRecentDelay(lately, () => performance.now());
    },
    close() {
      delay.disable();
      lately.disable();
    },
  };
}

function create(name: MetricName, registry: Registry): Series {
  const row: MetricRow = METRICS[name];
  const options = {
    name: `cutaway_${name}`,
    help: row.help,
    labelNames: [...row.labels],
    registers: [registry],
  };
  if (row.is === 'counter') {
    const counter = new Counter(options);
    for (const labels of row.known ?? []) counter.inc(labels, 0);
    return counter;
  }
  if (row.is === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: [...(row.buckets ?? [])] });
}
