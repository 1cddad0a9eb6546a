export type Chance = () => number;

export const between = (chance: Chance, from: number, to: number): number => Math.round(from + chance() * (to - from));

export const oneOf = <Value>(chance: Chance, values: readonly Value[]): Value =>
  values[Math.floor(chance() * values.length)] as Value;
