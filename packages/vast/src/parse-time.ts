import type { AdMs } from '@cutaway/model';

// [[HH:]MM:]SS[.mmm]. VAST asks for all parts (§3.8.1); `00:15` and `15.5` are met in the field. A sign is never valid.
const TIME = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/;
const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/** Milliseconds of a VAST time, null where it is none. */
export function parseTime(text: string | null | undefined): AdMs | null {
  const match = TIME.exec((text ?? '').trim());
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

/** A VAST offset: a time, or a share of the duration from 0 to 1. */
export function parseOffset(
  text: string | null | undefined,
): { readonly ms: AdMs } | { readonly share: number } | null {
  const percent = PERCENT.exec((text ?? '').trim());
  if (percent) return { share: Math.min(1, Number((Number(percent[1]) / 100).toFixed(8))) };
  const ms = parseTime(text);
  return ms === null ? null : { ms };
}

/** HH:MM:SS.mmm */
export function formatTime(ms: AdMs): string {
  const whole = Math.max(0, Math.round(ms));
  const pad = (value: number, size: number) => `${'000'.slice(0, Math.max(0, size - String(value).length))}${value}`;
  const [hours, minutes, seconds] = [
    Math.floor(whole / 3_600_000),
    Math.floor(whole / 60_000) % 60,
    Math.floor(whole / 1000) % 60,
  ];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(whole % 1000, 3)}`;
}
