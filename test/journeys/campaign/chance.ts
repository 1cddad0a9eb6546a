/** At least 0, below 1; the same again for the same seed. */
export type Chance = () => number;

export const between = (chance: Chance, from: number, to: number): number => Math.round(from + chance() * (to - from));
