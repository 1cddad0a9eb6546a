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

/** Room for the names of the lanes. */
const NAMES_PX = 96;

export function layAxis(widthPx: number): TimeAxis {
  const rightX = Math.max(NAMES_PX + 200, widthPx);
  const msPerPx = (PAST_MS + AHEAD_MS) / (rightX - NAMES_PX);
  return { msPerPx, leftX: NAMES_PX, rightX, nowX: NAMES_PX + PAST_MS / msPerPx };
}
