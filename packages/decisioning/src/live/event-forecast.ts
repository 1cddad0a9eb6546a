import type { ConcurrencyReport } from './concurrency.js';

/** What an operator counts on for a channel's event: windows are sized for it before anybody watches, and alerts are held against it. */
export interface EventForecast {
  readonly channel: string;
  /** Streams at the peak, by region. */
  readonly regions: readonly Pick<ConcurrencyReport, 'region' | 'count'>[];
  /** Share of break time that is to be filled, 0 to 1. */
  readonly fillRatio?: number;
  /** Decisions a second at the peak; left out: what the windows of planned breaks make. */
  readonly peakTps?: number;
}

export const streamsOf = ({ regions }: EventForecast): number => regions.reduce((sum, { count }) => sum + count, 0);

/** Sums of several channels, by region. */
export function byRegion(counts: readonly Pick<ConcurrencyReport, 'region' | 'count'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { region, count } of counts) sums.set(region, (sums.get(region) ?? 0) + count);
  return sums;
}

/** The fill that forecasts count on, each weighing as many streams as it has. null: none says it. */
export function fillRatioOf(forecasts: readonly EventForecast[]): number | null {
  const said = forecasts.filter(({ fillRatio }) => fillRatio !== undefined);
  const weights = said.map((one) => Math.max(1, streamsOf(one)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return null;
  return said.reduce((sum, { fillRatio = 0 }, at) => sum + (fillRatio * (weights[at] ?? 0)) / whole, 0);
}
