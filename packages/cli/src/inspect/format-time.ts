import type { ProgramMs, WallMs } from '@cutaway/model';

/** How stream time is written: by the clock of a live stream, or from the first segment of one that is not. */
export type StreamTime = { readonly by: 'clock' } | { readonly by: 'offset'; readonly fromMs: ProgramMs };

/** UTC, `20:47:12.345`. */
export function clockText(ms: WallMs | ProgramMs): string {
  return isoText(ms).slice(11, 23);
}

/** `2026-11-25T20:47:12.345Z`; a time that no date can have is `-`. */
export function isoText(ms: number): string {
  const date = new Date(Math.round(ms));
  return isNaN(date.getTime()) ? '-' : date.toISOString();
}

export function streamText(ms: ProgramMs, time: StreamTime): string {
  return time.by === 'clock' ? clockText(ms) : offsetText(ms - time.fromMs);
}

/** `0:07:12.345`. */
function offsetText(ms: number): string {
  const whole = Math.round(Math.abs(ms));
  const digits = (value: number, places: number): string => String(value).padStart(places, '0');
  const minutes = Math.floor(whole / 60_000);
  const clock = `${Math.floor(minutes / 60)}:${digits(minutes % 60, 2)}:${digits(Math.floor(whole / 1_000) % 60, 2)}`;
  return `${ms < 0 && whole > 0 ? '-' : ''}${clock}.${digits(whole % 1_000, 3)}`;
}

/** How near something is, to a tenth of a second: `13.7 s`. */
export function nearText(ms: number): string {
  return lengthText(Math.round(ms / 100) * 100);
}

/** A length: `30.0 s`, `5.76 s`, `12 min 5 s`, `2 h 5 min`, `3 days`. */
export function lengthText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const seconds = Math.abs(ms) / 1_000;
  const isRound = seconds >= 120 || Number.isInteger(Math.round(seconds * 100) / 10);
  if (seconds < 600) return `${sign}${seconds.toFixed(isRound ? 1 : 2)} s`;
  const whole = Math.round(seconds);
  if (whole < 7_200) return `${sign}${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole >= 172_800) return `${sign}${Math.floor(whole / 86_400)} days`;
  return `${sign}${Math.floor(whole / 3_600)} h ${Math.floor(whole / 60) % 60} min`;
}
