import { parseAttributeList } from '../attribute-list.js';

/** `PT1H2M3.5S` (ISO 8601). */
const ISO_DURATION = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/i;
/** `[elapsed "/"] seconds`, without its quotes. */
const NUMBERS = /^([\d.]+)(?:\s*\/\s*([\d.]+))?$/;

/** The value of a tag: leading numbers, and attributes by upper-case name. */
export interface CueValues {
  /** `8.308/30`: 8.308 and 30. One number alone: the first. */
  readonly numbers: readonly number[];
  /** The first of these attributes that is there. */
  readonly attribute: (...names: string[]) => string | null;
}

/** Packagers write names in any case, and quote what they like. */
export function readCueValues(text: string): CueValues {
  // Numbers stand in front, maybe quoted, maybe with attributes behind them.
  const comma = text.indexOf(',');
  const head = (comma < 0 ? text : text.slice(0, comma)).trim();
  const leading = NUMBERS.exec(head.replace(/^"|"$/g, '').trim());
  const numbers = leading ? [leading[1], leading[2]].map((one) => parseFloat(one ?? '')).filter(isFinite) : [];
  const attributes = new Map<string, string>();
  for (const [name, value] of parseAttributeList(leading ? text.slice(head.length) : text)) {
    if (!attributes.has(name.toUpperCase())) attributes.set(name.toUpperCase(), value);
  }
  const attribute = (...names: string[]): string | null =>
    names.reduce<string | null>((found, name) => found ?? attributes.get(name) ?? null, null);
  return { numbers, attribute };
}

/** Milliseconds of seconds or of an ISO 8601 duration; null where it is neither. */
export function parseSpanMs(text: string | null): number | null {
  const trimmed = (text ?? '').trim();
  const iso = ISO_DURATION.exec(trimmed);
  const parts = iso && iso.slice(1).map((part: string | undefined) => parseFloat(part ?? '0'));
  const seconds = parts ? (parts[0] ?? 0) * 3600 + (parts[1] ?? 0) * 60 + (parts[2] ?? 0) : parseFloat(trimmed);
  // A length of more than a day is no length: ticks, or a time.
  return seconds >= 0 && seconds < 86_400 ? Math.round(seconds * 1e6) / 1000 : null;
}
