/** The part of the wall clock that the lanes show: a minute back, and a little ahead for what is planned. */
export const PAST_MS = 60_000;
export const AHEAD_MS = 14_000;

/** Pixels of the lanes for a given width. */
export interface TimeAxis {
  readonly msPerPx: number;
  /** Where now is. */
  readonly nowX: number;
  readonly leftX: number;
  readonly rightX: number;
}

/** Between two times that are told; a time of day with room around it. */
const TIME_PX = 72;
const STEPS_MS = [10_000, 20_000, 30_000];

/** How far apart times are told, so that they do not lie on each other. */
export function tickMs({ msPerPx }: TimeAxis): number {
  return STEPS_MS.find((step) => step / msPerPx >= TIME_PX) ?? PAST_MS;
}

/** Room for the names of the lanes. */
const NAMES_PX = 96;

export function layAxis(widthPx: number): TimeAxis {
  const rightX = Math.max(NAMES_PX + 200, widthPx);
  const msPerPx = (PAST_MS + AHEAD_MS) / (rightX - NAMES_PX);
  return { msPerPx, leftX: NAMES_PX, rightX, nowX: NAMES_PX + PAST_MS / msPerPx };
}
