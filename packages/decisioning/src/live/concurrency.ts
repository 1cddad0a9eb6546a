import type { WallMs } from '@cutaway/model';

/** How many watch in one region in one way, as players' or CDNs' counts say it (IAB Tech Lab LEAP, Concurrent Streams). */
export interface ConcurrencyReport {
  readonly region: string;
  /** `live`, `ctv`, `mobile`, …: the reporter's own kinds. */
  readonly kind: string;
  readonly count: number;
}

/** What one channel's viewers did in the last minutes, and what that says of the next. */
export interface Concurrency {
  hear(report: ConcurrencyReport, nowMs: WallMs): void;
  /** Of all regions and kinds that were heard of in the last two minutes. */
  now(nowMs: WallMs): number;
  /** Viewers at `atMs` that are not exceeded in 95 of 100 cases: the straight line through the last ten minutes and its spread. */
  p95(nowMs: WallMs, atMs: WallMs): number;
  list(nowMs: WallMs): readonly ConcurrencyReport[];
}

const SILENT_AFTER_MS = 120_000;
const LOOK_BACK_MS = 600_000;
/** A line is not believed for longer than it was looked at. */
const MAX_AHEAD_MS = 600_000;
/** One sample in five seconds is enough for ten minutes, however often is reported. */
const SAMPLE_MS = 5000;
const MAX_PARTS = 5000;
/** Of the normal distribution. */
const Z95 = 1.645;

interface Sample {
  readonly atMs: WallMs;
  readonly count: number;
}

export function createConcurrency(): Concurrency {
  const parts = new Map<string, ConcurrencyReport & { readonly atMs: WallMs }>();
  let samples: readonly Sample[] = [];
  const fresh = (nowMs: WallMs) => [...parts.values()].filter(({ atMs }) => nowMs - atMs < SILENT_AFTER_MS);
  const total = (nowMs: WallMs): number => fresh(nowMs).reduce((sum, { count }) => sum + count, 0);
  return {
    hear(report, nowMs) {
      const key = JSON.stringify([report.region, report.kind]);
      parts.delete(key); // what was silent for longest is first
      parts.set(key, { ...report, atMs: nowMs });
      if (parts.size > MAX_PARTS) for (const oldest of parts.keys()) if (parts.delete(oldest)) break;
      samples = addSample(samples, { atMs: nowMs, count: total(nowMs) });
    },
    now: total,
    p95: (nowMs, atMs) => forecastP95(samples, total(nowMs), nowMs, atMs),
    list: (nowMs) => fresh(nowMs).map(({ region, kind, count }) => ({ region, kind, count })),
  };
}

/** Reports of several regions that come together are one sample: the last says the sum. */
function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const kept = samples.filter(({ atMs }) => sample.atMs - atMs < LOOK_BACK_MS);
  const spanOf = ({ atMs }: Sample): number => Math.floor(atMs / SAMPLE_MS);
  const last = kept.at(-1);
  return [...(last && spanOf(last) === spanOf(sample) ? kept.slice(0, -1) : kept), sample];
}

/** Never less than what is there now: viewers that may come cost more than a window that is too long. */
function forecastP95(samples: readonly Sample[], count: number, nowMs: WallMs, atMs: WallMs): number {
  if (samples.length < 3) return count;
  const xs = samples.map((sample) => (sample.atMs - nowMs) / 1000);
  const meanX = mean(xs);
  const meanY = mean(samples.map((sample) => sample.count));
  const spreadX = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  if (spreadX === 0) return count;
  const slope =
    samples.reduce((sum, sample, at) => sum + ((xs[at] ?? 0) - meanX) * (sample.count - meanY), 0) / spreadX;
  const missed = samples.map((sample, at) => sample.count - (meanY + slope * ((xs[at] ?? 0) - meanX)));
  const deviation = Math.sqrt(missed.reduce((sum, miss) => sum + miss ** 2, 0) / (samples.length - 2));
  const aheadS = Math.min(Math.max(atMs - nowMs, 0), MAX_AHEAD_MS) / 1000;
  // How unsure a straight line is of a point outside of what it was drawn through.
  const unsure = deviation * Math.sqrt(1 + 1 / samples.length + (aheadS - meanX) ** 2 / spreadX);
  return Math.max(count, Math.round(meanY + slope * (aheadS - meanX) + Z95 * unsure));
}

/** To two digits, upwards: a plan that moves with every report is a plan that no cache can hold. */
export function roundUpViewers(viewers: number): number {
  if (viewers <= 0) return 0;
  const step = 10 ** Math.max(Math.floor(Math.log10(viewers)) - 1, 0);
  return Math.ceil(viewers / step) * step;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
