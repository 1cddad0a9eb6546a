/** What JSON gives where an object is expected: nothing is known of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** An array's elements; of anything else, none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What `read` makes of each, one list behind the other; null: nothing. Engines before Chromium 69 have no `flatMap`. */
export function gather<Value, Made>(
  list: readonly Value[],
  read: (one: Value, place: number) => readonly Made[] | null,
): Made[] {
  return ([] as Made[]).concat(...list.map((one, place) => read(one, place) ?? []));
}

/** A text with something in it, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A number, also as text, that is not negative; else null. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && isFinite(number) && number >= 0 ? number : null;
}

const CLOCK = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/;
const ISO = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Milliseconds of seconds, of `HH:MM:SS.mmm` or of `PT1M15.1S`; null where it is none of them. */
export function msOf(value: unknown): number | null {
  const seconds = numberOf(value);
  if (seconds !== null) return Math.round(seconds * 1000);
  const parts = typeof value === 'string' ? (CLOCK.exec(value) ?? ISO.exec(value)) : null;
  if (!parts) return null;
  const [, hours = 0, minutes = 0, rest = 0] = parts;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000);
}

/** URLs in any of the forms in which they come: one, several, or objects that hold them. */
export function urlsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return gather(value, urlsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { uri, url, urls, beaconUrls } = value as Fields;
  return urlsOf(uri ?? url ?? urls ?? beaconUrls ?? []);
}
