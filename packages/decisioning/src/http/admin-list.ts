import type { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueShelf, RecordView } from '../catalogue/shelf.js';
import type { Kind } from '../catalogue/written/kinds.js';
import { KIND_FILTERS } from './admin-schema.js';

export interface ListQuery {
  /** Part of an id, name or title. */
  readonly q?: string;
  /** The last id of the page before. */
  readonly after?: string;
  readonly limit?: string;
  /** A field of the record and its value. */
  readonly [field: string]: string | undefined;
}

const DEFAULT_LIMIT = 100;

/** A page of a list, by id: what matches all of the filters. Fields that were left out match by their defaults. */
export function listRecords(shelf: CatalogueShelf, kind: Kind, query: ListQuery) {
  const limit = Number(query.limit ?? DEFAULT_LIMIT);
  const snapshot = shelf.current();
  const effective = new Map([...entriesOf(snapshot, kind)].map((entry) => [entry.id, entry]));
  const matching = shelf.records(kind).filter((view) => {
    const fields = { status: 'live', ...view.record, ...effective.get(view.id) };
    return view.id > (query.after ?? '') && matches(view, fields, kind, query);
  });
  const records = matching.slice(0, limit);
  const next = matching.length > limit ? (records.at(-1)?.id ?? null) : null;
  return { version: snapshot.version, records, next };
}

function matches(view: RecordView, fields: Readonly<Record<string, unknown>>, kind: Kind, query: ListQuery): boolean {
  const texts = [view.id, fields['name'], fields['title']].filter((text) => typeof text === 'string');
  const wanted = query.q?.toLowerCase();
  if (wanted !== undefined && !texts.some((text) => text.toLowerCase().includes(wanted))) return false;
  return KIND_FILTERS[kind].every((field) => query[field] === undefined || query[field] === String(fields[field]));
}

const entriesOf = (catalogue: Catalogue, kind: Kind): Iterable<{ readonly id: string }> => {
  const list = catalogue[kind];
  return list instanceof Map
    ? (list as ReadonlyMap<string, { readonly id: string }>).values()
    : (list as readonly { id: string }[]);
};
