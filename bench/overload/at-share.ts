/** The value that such a share of them is below: 0.5 is their middle. NaN: there is none. */
export function atShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

/** To two places. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
