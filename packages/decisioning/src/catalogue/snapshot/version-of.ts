import { createHash } from 'node:crypto';

/** A hash of some content, whatever the order of its fields: 16 hex digits. */
export const versionOf = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);

const versions = new WeakMap<object, string>();

/** As `versionOf`, worked out once for an object that never changes. */
export function versionOnce(content: object): string {
  const known = versions.get(content);
  if (known !== undefined) return known;
  const version = versionOf(content);
  versions.set(content, version);
  return version;
}

/** A hash of the hashes of a list that never changes, whose records never change. */
export function versionOfList(list: ReadonlyMap<string, object> | readonly object[]): string {
  const known = versions.get(list);
  if (known !== undefined) return known;
  const version = versionOf([...list.values()].map(versionOnce).join(' '));
  versions.set(list, version);
  return version;
}

/** JSON with the fields of each object in order; what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** Makes an object and all in it unchangeable: a snapshot is shared by every request that is under way. */
export function freezeAll<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of value instanceof Map ? (value as ReadonlyMap<unknown, unknown>).values() : Object.values(value))
    freezeAll(inner);
  return Object.freeze(value);
}
