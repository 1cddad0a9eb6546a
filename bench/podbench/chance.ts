/** Chance that follows from a seed alone: mulberry32, which any language has in five lines. */
export interface Chance {
  /** From 0, below 1. */
  next(): number;
  /** From 0, below `count`. */
  below(count: number): number;
  /** True in so many of all cases. */
  in(share: number): boolean;
  /** One of them, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** Normally distributed: Box and Muller. */
  normal(): number;
  /** From 0, below `count`, the n-th as often as 1 ÷ n. */
  zipf(count: number): number;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    in: (share) => next() < share,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) if ((left -= weight) < 0) return choice;
      const [first] = choices;
      if (first === undefined) throw new RangeError('Cannot choose: there is nothing, expected choices');
      return first[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    zipf: (count) => Math.min(count - 1, Math.floor(Math.exp(next() * Math.log(count + 1))) - 1),
  };
}
