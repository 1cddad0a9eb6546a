import { KINDS, type Kind } from '../written/kinds.js';
import { inOrder } from '../written/in-order.js';
import type { Content, Written, WrittenLists } from '../written/written.js';
import { isChange, type AuditEntry, type Change, type RawRecord } from './change.js';

/** What stands over the files for one record. */
export type Override =
  | { readonly as: 'record'; readonly record: RawRecord }
  | { readonly as: 'fields'; readonly fields: RawRecord }
  | { readonly as: 'gone' };

export type Overrides = { readonly [K in Kind]: ReadonlyMap<string, Override> };

export const NO_OVERRIDES = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as Overrides;

/** What stands after one more change. */
export function stepOverrides(before: Overrides, kind: Kind, id: string, change: Change): Overrides {
  const list = new Map(before[kind]);
  stepList(list, id, change);
  return { ...before, [kind]: list };
}

/** Changes the list. */
function stepList(list: Map<string, Override>, id: string, change: Change): void {
  const next = stepOverride(list.get(id) ?? null, change);
  if (next === null) list.delete(id);
  else list.set(id, next);
}

function stepOverride(before: Override | null, change: Change): Override | null {
  if (change.act === 'reset') return null;
  if (change.act === 'delete') return { as: 'gone' };
  if (change.act === 'put') return { as: 'record', record: change.record };
  if (before?.as === 'record') return { as: 'record', record: patched(before.record, change.fields) };
  return { as: 'fields', fields: before?.as === 'fields' ? { ...before.fields, ...change.fields } : change.fields };
}

/** What stands after a journal's entries, of which there may be hundreds of thousands: no list is copied for each. */
export function replayOverrides(entries: readonly AuditEntry[]): Overrides {
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, Override>()])) as Record<
    Kind,
    Map<string, Override>
  >;
  for (const entry of entries) if (isChange(entry)) stepList(lists[entry.kind], entry.id, entry.change);
  return lists;
}

/**
 * Lays the changes over what the files say. A change goes before the file, field by field where it was a patch, until it is reset.
 * A patch of a record that no file has any more waits, without effect, for the record to come back.
 */
export function applyOverrides(files: Content, overrides: Overrides, before: AppliedOverrides | null): Content {
  const lists = KINDS.map((kind) => {
    const isSame = before?.files.lists[kind] === files.lists[kind] && before.overrides[kind] === overrides[kind];
    return [kind, isSame ? before.content.lists[kind] : applyToList(files.lists[kind], kind, overrides[kind])];
  });
  return { ...files, lists: Object.fromEntries(lists) as WrittenLists };
}

/** What came of changes before: lists that are the same now are used again. */
export interface AppliedOverrides {
  readonly files: Content;
  readonly overrides: Overrides;
  readonly content: Content;
}

function applyToList(
  files: ReadonlyMap<string, Written>,
  kind: Kind,
  overrides: ReadonlyMap<string, Override>,
): ReadonlyMap<string, Written> {
  if (overrides.size === 0) return files;
  const list = new Map(files);
  let isInOrder = true;
  for (const [id, override] of overrides) {
    const below = files.get(id) ?? null;
    const record = recordOf(below?.record ?? null, override);
    if (record !== null && below === null) isInOrder = false;
    // Changes are checked before they are kept, so what comes of them is a record.
    if (record === null) list.delete(id);
    else list.set(id, { origin: originOf(below, kind, id, override), record: record as unknown as Written['record'] });
  }
  return isInOrder ? list : inOrder(list);
}

const patchedBefore = new WeakMap<Override, { readonly below: object; readonly record: RawRecord }>();

/** A record with an override over it, the same object for the same two; null: there is none then. */
export function recordOf(below: object | null, override: Override | null): RawRecord | null {
  if (override === null) return below as RawRecord | null;
  if (override.as === 'gone') return null;
  if (override.as === 'record') return override.record;
  if (below === null) return null;
  const known = patchedBefore.get(override);
  if (known?.below === below) return known.record;
  const record = patched(below as RawRecord, override.fields);
  patchedBefore.set(override, { below, record });
  return record;
}

function patched(record: RawRecord, fields: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries({ ...record, ...fields }).filter(([, value]) => value !== null));
}

const originOf = (below: Written | null, kind: Kind, id: string, override: Override) =>
  override.as === 'fields' && below !== null
    ? { file: `${below.origin.file} with changes of the API`, path: below.origin.path }
    : { file: 'changes of the API', path: `${kind}(${id})` };
