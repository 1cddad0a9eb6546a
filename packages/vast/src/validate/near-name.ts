/** The name that was most likely meant: the same in another case, or with at most `most` letters wrong; null where none is near. */
export function nearName(written: string, names: Iterable<string>, most = 2): string | null {
  let best: string | null = null;
  let bestSteps = Math.min(most, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    if (name.toLowerCase() === written.toLowerCase()) return name;
    const steps = stepsBetween(written.toLowerCase(), name.toLowerCase(), bestSteps);
    if (steps < bestSteps) [best, bestSteps] = [name, steps];
  }
  return best;
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment); `limit` or more is `limit`. */
function stepsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let steps = Math.min((last?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last?.[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) steps = Math.min(steps, (before?.[j - 2] ?? 0) + 1);
      row.push(steps);
    }
    [before, last] = [last ?? [], row];
  }
  return Math.min(limit, last?.[b.length] ?? limit);
}
