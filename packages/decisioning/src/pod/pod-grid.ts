/** More cells would cost more than they sharpen. */
const MAX_CELLS = 256;

/**
 * The length of a cell in which durations are counted for the bound. Each is rounded down, the room too, so a bound from them is
 * never too small; it is sharp where cells divide the durations, which the greatest common divisor does.
 * @param work cells × this is what a bound costs; @param budget how much it may be
 */
export function cellMsFor(durationsMs: ReadonlySet<number>, roomMs: number, work: number, budget: number): number {
  const all = [...durationsMs].sort((a, b) => a - b);
  const most = Math.max(16, Math.min(MAX_CELLS, Math.floor(budget / Math.max(1, work))));
  const common = all.reduce(gcd, 0);
  if (common === 0) return Math.max(1, roomMs);
  if (roomMs / common <= most) return common;
  return sharpest(all.slice(0, 16), roomMs, most);
}

/** Of the parts of some duration that are not too small, the one that rounds least away. */
function sharpest(durationsMs: readonly number[], roomMs: number, most: number): number {
  let best = Math.ceil(roomMs / most);
  let least = Infinity;
  for (const ms of durationsMs.slice(0, 8)) {
    for (let parts = 1; roomMs / (ms / parts) <= most; parts += 1) {
      const lost = lostIn(durationsMs, ms / parts);
      if (lost < least - 1e-9) [best, least] = [ms / parts, lost];
    }
  }
  return best;
}

const lostIn = (durationsMs: readonly number[], cellMs: number): number =>
  durationsMs.reduce((lost, ms) => lost + (ms - cellsIn(ms, cellMs) * cellMs) / ms, 0);

/** Whole cells in it. A hair is added, since a part of a duration is seldom a whole number: the bound stays on the safe side. */
export const cellsIn = (ms: number, cellMs: number): number => Math.floor(ms / cellMs + 1e-9);

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
