import type { Catalogue } from '../catalogue.js';
import type { CatalogueFault } from '../faults.js';
import type { Built } from '../snapshot/build-catalogue.js';
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

interface Asked {
  readonly kind: Kind;
  readonly id: string;
}
type Faulty = Extract<Built, { readonly type: 'faulty' }>;

/** What a state is composed with. */
export interface ComposeSite {
  readonly checkRecord: CheckRecord;
  readonly build: (content: Content) => Built;
}

export type Composed =
  | { readonly type: 'composed'; readonly state: ShelfState }
  | { readonly type: 'faulty'; readonly faults: readonly CatalogueFault[] };

/** Names a record that is just being changed: faults in it are the asker's own. */
export const REQUEST = { file: 'request', path: '' } as const;

/** The files with the changes over them, checked and built. `asked` is the record that is just being changed. */
export function compose(
  { files, overrides, before }: { files: Content; overrides: Overrides; before: ShelfState | null },
  asked: Asked | null,
  { checkRecord, build }: ComposeSite,
): Composed {
  const content = applyOverrides(files, overrides, before);
  // A schema may have changed since a change was kept, and a file since it was patched.
  const faults = KINDS.flatMap((kind) =>
    [...overrides[kind].keys()].flatMap((id) => {
      const written = content.lists[kind].get(id);
      // One that is in the state before was checked then.
      const isKnown = written === undefined || before?.content.lists[kind].get(id)?.record === written.record;
      const origin = asked?.kind === kind && asked.id === id ? REQUEST : written?.origin;
      return isKnown || origin === undefined ? [] : checkRecord(kind, id, { ...written.record }, origin);
    }),
  );
  if (faults.length > 0) return { type: 'faulty', faults };
  const built = build(content);
  if (built.type === 'built')
    return { type: 'composed', state: { files, overrides, content, catalogue: built.catalogue } };
  return asked === null ? built : { type: 'faulty', faults: toldToAsker(content, asked, build, built) };
}

/** The same faults, those of the record that is being changed as its asker knows it. */
function toldToAsker(content: Content, asked: Asked, build: ComposeSite['build'], first: Faulty) {
  const marked = build(markAsked(content, asked));
  return marked.type === 'faulty' ? marked.faults : first.faults;
}

function markAsked(content: Content, { kind, id }: Asked): Content {
  const written = content.lists[kind].get(id);
  if (written === undefined) return content;
  const list = new Map<string, Written>(content.lists[kind]).set(id, { ...written, origin: REQUEST });
  return { ...content, lists: { ...content.lists, [kind]: list } };
}
