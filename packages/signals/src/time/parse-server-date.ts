import type { WallMs } from '@cutaway/model';
import { parseProgramDate } from '../program-date.js';

/** Milliseconds of a date as servers write it: ISO 8601, where no zone means UTC, or HTTP (RFC 9110 §5.6.7); null where it is none. */
export function parseServerDate(text: string): WallMs | null {
  const iso = parseProgramDate(text.trim());
  const ms = iso ?? (/\bGMT$/.test(text.trim()) ? Date.parse(text) : NaN);
  return isNaN(ms) ? null : ms;
}
