import type { Trial } from './try-instance.js';

export type Timed = Trial & { readonly cpuMs: number };

/** Figures of some instances. Shares and losses in percent, times in milliseconds of CPU. */
export interface Row {
  readonly of: string;
  readonly instances: number;
  /** Gain over an empty break ÷ that of the optimum, on average, where the optimum gains anything. */
  readonly revenue: number;
  readonly proven: number;
  readonly optimal: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly lossByPrice: number;
  readonly lossByDensity: number;
  readonly lossByBetter: number;
  readonly violations: number;
  readonly belowGreedy: number;
}

export interface Summary {
  readonly all: Row;
  readonly bySize: readonly Row[];
  readonly byStructure: readonly Row[];
  readonly byKind: readonly Row[];
}

export const summaryOf = (trials: readonly Timed[]): Summary => ({
  all: rowOf('all', trials),
  bySize: rowsBy(trials, ({ size }) => `${size} candidates`),
  byStructure: rowsBy(trials, ({ structure }) => structure),
  byKind: rowsBy(trials, ({ kind }) => kind),
});

/** What the solver must show, as far as these instances tell. */
export function missedTargets({ all, bySize }: Summary): readonly string[] {
  const median = bySize.find(({ of }) => of === '100 candidates')?.p50 ?? 0;
  const targets: readonly (readonly [boolean, string])[] = [
    [all.revenue >= 99.9, `revenue is ${all.revenue} % of the optimum, expected 99.9`],
    [all.proven >= 99, `${all.proven} % proven, expected 99`],
    [median <= 0.25, `median is ${median} ms at 100 candidates, expected 0.25`],
    [all.violations === 0, `${all.violations} violations, expected none`],
    [all.belowGreedy === 0, `${all.belowGreedy} pods worse than a greedy one, expected none`],
  ];
  return targets.flatMap(([isMet, text]) => (isMet ? [] : [text]));
}

function rowsBy(trials: readonly Timed[], nameOf: (trial: Timed) => string): readonly Row[] {
  const names = [...new Set(trials.map(nameOf))];
  return names.map((name) =>
    rowOf(
      name,
      trials.filter((trial) => nameOf(trial) === name),
    ),
  );
}

function rowOf(of: string, trials: readonly Timed[]): Row {
  const times = trials.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  const quantile = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN);
  const gaining = trials.filter(({ bestGain }) => bestGain > 0);
  /** Where tiers come first a pod may gain more and still be worse: no more than all counts. */
  const shareOf = (gainOf: (trial: Timed) => number) =>
    mean(gaining.map((trial) => Math.min(1, gainOf(trial) / trial.bestGain)));
  const percentOf = (isIn: (trial: Timed) => boolean) => round((100 * trials.filter(isIn).length) / trials.length);
  return {
    of,
    instances: trials.length,
    revenue: round(100 * shareOf((trial) => (trial.isOptimal ? trial.bestGain : trial.gain))),
    proven: percentOf(({ isProven }) => isProven),
    optimal: percentOf(({ isOptimal }) => isOptimal),
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: quantile(1),
    lossByPrice: round(100 * (1 - shareOf(({ priceGain }) => priceGain))),
    lossByDensity: round(100 * (1 - shareOf(({ densityGain }) => densityGain))),
    lossByBetter: round(100 * (1 - shareOf(({ priceGain, densityGain }) => Math.max(priceGain, densityGain)))),
    violations: trials.reduce((sum, { violations }) => sum + violations, 0),
    belowGreedy: trials.filter(({ isBelowGreedy }) => isBelowGreedy).length,
  };
}

/** What a deadline makes of it. */
export function hurryOf(
  trials: readonly Pick<Timed, 'gain' | 'bestGain' | 'isProven' | 'cpuMs' | 'violations'>[],
  deadlineMs: number,
) {
  const times = trials.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  const gaining = trials.filter(({ bestGain }) => bestGain > 0);
  return {
    revenue: round(100 * mean(gaining.map(({ gain, bestGain }) => Math.min(1, gain / bestGain)))),
    proven: round((100 * trials.filter(({ isProven }) => isProven).length) / trials.length),
    p50: round(times[times.length >> 1] ?? NaN),
    p99: round(times[Math.floor(times.length * 0.99)] ?? NaN),
    max: round(times[times.length - 1] ?? NaN),
    /** Percent that took over a millisecond more than they had. */
    lateBy1Ms: round((100 * times.filter((ms) => ms > deadlineMs + 1).length) / times.length),
    violations: trials.reduce((sum, { violations }) => sum + violations, 0),
  };
}

const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
const round = (value: number): number => Math.round(value * 1000) / 1000;
