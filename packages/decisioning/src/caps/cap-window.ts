/** A shorter window counts as a minute: clocks of nodes do not agree well enough for less. */
const SHORTEST_WINDOW_MS = 60_000;

/** How far the clock of a node may be from the true time, either way. */
export const CLOCK_SKEW_MS = 2_000;

/** How long a count without a window is kept after the last exposure: 13 months. */
export const LIFETIME_MS = 395 * 86_400_000;

/** Stands in a cap's id for "no window": the others are powers of two of a millisecond. */
export const LIFETIME_CLASS = 31;

/** A window is 32 to 64 of its units, so that an entry's age is known to a thirty-second of the window. */
export const MOST_UNITS = 64;

/** How a window is counted. */
export interface WindowShape {
  /** The unit is 2^class milliseconds. */
  readonly unitClass: number;
  /** The window in units, rounded up. 0: for ever. */
  readonly units: number;
}

/** `windowMs` null: for ever. */
export function shapeOf(windowMs: number | null): WindowShape {
  if (windowMs === null) return { unitClass: LIFETIME_CLASS, units: 0 };
  const length = Math.max(windowMs, SHORTEST_WINDOW_MS);
  const unitClass = Math.min(Math.floor(Math.log2(length / 32)), LIFETIME_CLASS - 1);
  return { unitClass, units: Math.min(Math.ceil(length / 2 ** unitClass), MOST_UNITS) };
}

/** Milliseconds of each class's unit: a power for each entry of each record costs more than all the rest of looking at it. */
const UNIT_MS = Float64Array.from({ length: LIFETIME_CLASS + 1 }, (_none, unitClass) => 2 ** unitClass);

/** Units since 1970, whole. For ever: always the same. */
export function unitsAt(unitClass: number, atMs: number): number {
  return unitClass === LIFETIME_CLASS ? 0 : Math.floor(atMs / UNIT_MS[unitClass]!);
}

/** What is added at either end of a window, since two nodes may differ by twice the skew. */
export function graceUnits(unitClass: number): number {
  return unitClass === LIFETIME_CLASS ? 0 : Math.ceil((2 * CLOCK_SKEW_MS) / UNIT_MS[unitClass]!);
}

/** The part of a number of units that is kept. */
export function stampOf(units: number): number {
  return units & 0xffff; // of whole units, below 0 too
}

/** How many units a stamp is before `units`; negative: after it. Right within half of what 16 bits hold. */
export function ageOf(stamp: number, units: number): number {
  return ((units - stamp) << 16) >> 16; // the last 16 bits, with their sign
}

/** How long a record must be kept for an entry that is written now. */
export function keepMs({ unitClass, units }: WindowShape): number {
  return unitClass === LIFETIME_CLASS ? LIFETIME_MS : (2 * units + graceUnits(unitClass)) * 2 ** unitClass;
}
