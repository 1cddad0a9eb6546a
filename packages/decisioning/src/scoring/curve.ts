import type { CurveJson } from './model-json.js';

/**
 * A rising curve through points: in between straight lines, outside of them the nearest point (isotonic regression as it is mostly
 * exported). Throws a RangeError where the points do not rise. `named` says which curve it is.
 */
export function createCurve({ x, y }: CurveJson, named: string): (at: number) => number {
  if (x.length !== y.length) {
    throw new RangeError(`Cannot read scoring model: ${named} has ${x.length} x and ${y.length} y, expected as many`);
  }
  const falls = (all: readonly number[], least: number) =>
    all.findIndex((value, at) => at > 0 && !(value - (all[at - 1] as number) >= least));
  const [badX, badY] = [falls(x, Number.MIN_VALUE), falls(y, 0)];
  if (badX > 0)
    throw new RangeError(`Cannot read scoring model: ${named}.x[${badX}] is ${x[badX]}, expected more than before`);
  if (badY > 0)
    throw new RangeError(`Cannot read scoring model: ${named}.y[${badY}] is ${y[badY]}, expected no less than before`);
  return (at) => {
    let [low, high] = [0, x.length - 1];
    if (at <= (x[low] as number)) return y[low] as number;
    if (at >= (x[high] as number)) return y[high] as number;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((x[middle] as number) <= at) low = middle;
      else high = middle;
    }
    const [fromX, toX] = [x[low] as number, x[high] as number];
    const [fromY, toY] = [y[low] as number, y[high] as number];
    return fromY + ((at - fromX) / (toX - fromX)) * (toY - fromY);
  };
}
