import { NOT_SHARED } from './privacy-macros.js';

/**
 * Plain data without an id: wherever a text has it, as it is or percent-encoded, `by` stands: -2 (VAST 4.3 §6.1: not to be shared).
 * What does not have it stays the same object, and what was shared stays shared.
 */
export function scrub<Data>(data: Data, id: string, by = NOT_SHARED): Data {
  const done = new Map<object, unknown>();
  const encoded = encodeURIComponent(id);
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return value.split(id).join(by).split(encoded).join(by);
    if (typeof value !== 'object' || value === null) return value;
    if (!done.has(value)) done.set(value, cleanObject(value as Readonly<Record<string, unknown>>));
    return done.get(value);
  };
  const cleanObject = (before: Readonly<Record<string, unknown>>): unknown => {
    const names = Object.keys(before);
    const values = names.map((name) => clean(before[name]));
    if (values.every((value, at) => value === before[names[at] ?? ''])) return before;
    if (Array.isArray(before)) return values;
    const after: Record<string, unknown> = {};
    names.forEach((name, at) => (after[name] = values[at]));
    return after;
  };
  return clean(data) as Data;
}
