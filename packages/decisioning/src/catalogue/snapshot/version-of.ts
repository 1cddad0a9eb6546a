import { createHash } from 'node:crypto';

/** A hash of the content, whatever the order of its fields: 16 hex digits. */
export const versionOf = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);

/** JSON with the fields of each object in order, and maps as lists of their entries. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, here: unknown) => {
    if (here instanceof Map) return [...(here as ReadonlyMap<unknown, unknown>)];
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return here;
    return Object.fromEntries(Object.entries(here).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Makes an object and all in it unchangeable: a snapshot is shared by every request that is under way. */
export function freezeAll<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) for (const inner of (value as ReadonlyMap<unknown, unknown>).values()) freezeAll(inner);
  else for (const inner of Object.values(value)) freezeAll(inner);
  return Object.freeze(value);
}
