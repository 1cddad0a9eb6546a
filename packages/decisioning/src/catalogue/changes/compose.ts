import type { Catalogue } from '../catalogue.js';
import type { CatalogueFault } from '../faults.js';
import { buildCatalogue, type BuildOptions } from '../snapshot/build-catalogue.js';
import type { CheckRecord } from '../written/check-record.js';
import { KINDS, type Kind } from '../written/kinds.js';
import type { Content, Written } from '../written/written.js';
import { applyOverrides, type Overrides } from './overrides.js';

/** What is current: the files, what stands over them, and what comes of both. */
export interface ShelfState {
  readonly files: Content;
  readonly overrides: Overrides;
  readonly content: Content;
  readonly catalogue: Catalogue;
}

export type Composed =
  | { readonly type: 'composed'; readonly state: ShelfState }
  | { readonly type: 'faulty'; readonly faults: readonly CatalogueFault[] };

/** Names a record that is just being changed: faults in it are the asker's own. */
export const REQUEST = { file: 'request', path: '' } as const;

/** The files with the changes over them, checked and built. `asked` is the record that is just being changed. */
export function compose(
  files: Content,
  overrides: Overrides,
  asked: { readonly kind: Kind; readonly id: string } | null,
  { checkRecord, ...options }: BuildOptions & { readonly checkRecord: CheckRecord },
): Composed {
  const applied = applyOverrides(files, overrides);
  const content = asked === null ? applied : markAsked(applied, asked.kind, asked.id);
  // A schema may have changed since a change was kept, and a file since it was patched.
  const faults = KINDS.flatMap((kind) =>
    [...overrides[kind].keys()].flatMap((id) => {
      const written = content.lists[kind].get(id);
      return written === undefined ? [] : checkRecord(kind, id, { ...written.record }, written.origin);
    }),
  );
  if (faults.length > 0) return { type: 'faulty', faults };
  const built = buildCatalogue(content, options);
  if (built.type === 'faulty') return built;
  return { type: 'composed', state: { files, overrides, content: applied, catalogue: built.catalogue } };
}

function markAsked(content: Content, kind: Kind, id: string): Content {
  const written = content.lists[kind].get(id);
  if (written === undefined) return content;
  const list = new Map<string, Written>(content.lists[kind]).set(id, { ...written, origin: REQUEST });
  return { ...content, lists: { ...content.lists, [kind]: list } };
}
