import type { ProgramMs } from '@cutaway/model';

/** The content that offsets are offsets of. */
export interface VmapContent {
  /** Where it starts in programme time; 0 for a stream without dates. */
  readonly startsAt: ProgramMs;
  /** null: unknown, so neither its end nor a share of it can be placed. */
  readonly durationMs: number | null;
  /** The opportunities that the content itself marks, in order: what `#1`, `#2` … name. */
  readonly positions: readonly ProgramMs[];
}

/** `HH:MM:SS` or `HH:MM:SS.mmm`, and as loose as the reader of the VMAP itself, or a break that it gives would never come. */
const TIME = /^(\d+):([0-5]?\d):([0-5]?\d(?:\.\d+)?)$/;
const SHARE = /^(\d+(?:\.\d+)?)%$/;
const POSITION = /^#(\d+)$/;

/** Milliseconds of a VMAP time; null where it is none. */
export function parseVmapTime(text: string): number | null {
  const [all, hours, minutes, seconds] = TIME.exec(text.trim()) ?? [];
  return all === undefined ? null : Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

/**
 * Where AdBreak@timeOffset is in programme time (VMAP 1.0.1 §2.3.1.1): `start`, `end`, a time, `n%` or `#n`. A text says why it is
 * nowhere.
 */
export function placeVmapOffset(timeOffset: string, content: VmapContent): ProgramMs | string {
  const { startsAt, durationMs, positions } = content;
  const offset = timeOffset.trim();
  const refuse = (now: string, wanted: string): string =>
    `Cannot place break at "${timeOffset.slice(0, 40)}": ${now}, expected ${wanted}`;
  if (offset === 'start') return startsAt;
  const share = offset === 'end' ? 100 : Number((SHARE.exec(offset) ?? [])[1] ?? NaN);
  if (share >= 0) {
    if (share > 100) return refuse('it lies behind the end', '0% to 100%');
    if (durationMs === null) return refuse('the duration of content is unknown', 'a duration');
    return startsAt + (durationMs * share) / 100;
  }
  const [, number] = POSITION.exec(offset) ?? [];
  if (number !== undefined) {
    const position = positions[Number(number) - 1];
    return position ?? refuse(`content marks ${positions.length} opportunities`, 'the number of one, counted from #1');
  }
  const ms = parseVmapTime(offset);
  if (ms === null) return refuse('it is no offset', 'start, end, HH:MM:SS.mmm, n% or #n');
  if (durationMs !== null && ms > durationMs) return refuse('it lies behind the end', `at most ${durationMs} ms`);
  return startsAt + ms;
}
