import { show, type CatalogueFault, collectFaults, type Origin, type Refuse } from '../faults.js';
import type { CheckDocument } from './compile-document.js';
import { inOrder } from './in-order.js';
import { expandItem, type FlatItem } from './expand-items.js';
import { KINDS, type Kind } from './kinds.js';
import type { Content, Written, WrittenCap, WrittenLists } from './written.js';

/** The data of one file. */
export interface CatalogueDocument {
  /** Names it in faults. */
  readonly file: string;
  readonly data: unknown;
}

/** A file whose schema holds. */
type Checked = { readonly [K in Kind]?: readonly Written<K>['record'][] } & {
  readonly currency?: string;
  readonly rates?: Readonly<Record<string, number>>;
  readonly categoryCaps?: Readonly<Record<string, readonly WrittenCap[]>>;
  readonly items?: readonly FlatItem[];
};

type Lists = Record<Kind, Map<string, Written>>;

/** Where no file names a currency. */
const DEFAULT_CURRENCY = 'USD';

/** What comes of the files: all that was written, and all that is wrong with it. The content is whole where there is no fault. */
export interface Merged {
  readonly content: Content;
  readonly faults: readonly CatalogueFault[];
}

/** Checks files each by itself, and merges those that are sound. */
export function mergeDocuments(documents: readonly CatalogueDocument[], check: CheckDocument): Merged {
  const { faults, refuse } = collectFaults();
  const sound: { readonly file: string; readonly checked: Checked }[] = [];
  for (const { file, data } of documents) {
    const broken = check(data);
    faults.push(...broken.map((fault) => ({ file, ...fault })));
    if (broken.length === 0) sound.push({ file, checked: data as Checked }); // the schema has just proven it
  }
  const categoryCaps = mergeCategoryCaps(sound, refuse);
  const content = { ...mergeMoney(sound, refuse), categoryCaps, lists: mergeLists(sound, refuse) };
  return { content, faults };
}

/** A category has its caps in one file: of two, nobody could say which holds. */
function mergeCategoryCaps(sound: readonly { file: string; checked: Checked }[], refuse: Refuse) {
  const merged = new Map<string, { readonly origin: Origin; readonly caps: readonly WrittenCap[] }>();
  for (const { file, checked } of sound) {
    for (const [category, caps] of Object.entries(checked.categoryCaps ?? {})) {
      const origin = { file, path: 'categoryCaps' };
      const first = merged.get(category)?.origin;
      if (first === undefined) merged.set(category, { origin, caps });
      else refuse(origin, category, `is there as in ${first.file}, expected the caps of a category in one file`);
    }
  }
  return inOrder(merged);
}

function mergeLists(sound: readonly { file: string; checked: Checked }[], refuse: Refuse): WrittenLists {
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, Written>()])) as Lists;
  for (const { file, checked } of sound)
    for (const kind of KINDS)
      checked[kind]?.forEach((record, place) =>
        addOnce(lists, kind, { record, origin: { file, path: `${kind}[${place}]` } }, refuse),
      );
  for (const { file, checked } of sound)
    checked.items?.forEach((item, place) => {
      for (const { kind, written } of expandItem(item, { file, path: `items[${place}]` }))
        if (kind !== 'advertisers' || !lists.advertisers.has(written.record.id)) addOnce(lists, kind, written, refuse);
    });
  // In order, so that snapshots need not be sorted again.
  const sorted = KINDS.map((kind) => [kind, inOrder(lists[kind])]);
  return Object.fromEntries(sorted) as WrittenLists; // each record came from the list of its kind
}

function addOnce(lists: Lists, kind: Kind, written: Written, refuse: Refuse): void {
  const { id } = written.record;
  const first = lists[kind].get(id)?.origin;
  if (first === undefined) lists[kind].set(id, written);
  // Two rows of the short form are told once, as line items, though they are twins as creatives too.
  else if (kind !== 'creatives' || !isRow(first) || !isRow(written.origin))
    refuse(written.origin, 'id', `is ${show(id)} like ${placeOf(first, written.origin)}, expected a new one`);
}

function mergeMoney(sound: readonly { file: string; checked: Checked }[], refuse: Refuse) {
  let named: { readonly file: string; readonly currency: string } | null = null;
  const rates = new Map<string, { readonly rate: number; readonly file: string }>();
  for (const { file, checked } of sound) {
    const origin = { file, path: '' };
    if (checked.currency !== undefined) {
      named ??= { file, currency: checked.currency };
      if (named.currency !== checked.currency)
        refuse(
          origin,
          'currency',
          `is ${show(checked.currency)}, expected ${show(named.currency)} as in ${named.file}`,
        );
    }
    for (const [currency, rate] of Object.entries(checked.rates ?? {})) {
      const before = rates.get(currency) ?? { rate, file };
      rates.set(currency, before);
      if (before.rate !== rate)
        refuse(origin, `rates.${currency}`, `is ${rate}, expected ${before.rate} as in ${before.file}`);
    }
  }
  const currency = named?.currency ?? DEFAULT_CURRENCY;
  const own = rates.get(currency);
  if (own !== undefined && own.rate !== 1)
    refuse({ file: own.file, path: '' }, `rates.${currency}`, `is ${own.rate}, expected 1, since all is sold in it`);
  const table = [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { rate }]) => [code, rate] as const);
  return { currency, rates: Object.fromEntries([...table.filter(([code]) => code !== currency), [currency, 1]]) };
}

const isRow = ({ path }: Origin): boolean => path.startsWith('items[');

const placeOf = (origin: Origin, beside: Origin): string =>
  origin.file === beside.file ? `${origin.path}.id` : `${origin.path}.id of ${origin.file}`;
