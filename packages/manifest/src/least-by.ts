/** The item with the least cost, the first of equals. null: there is none. */
export function leastBy<T>(items: readonly T[], cost: (item: T) => number): T | null {
  return items.reduce<T | null>((best, item) => (best === null || cost(item) < cost(best) ? item : best), null);
}
