import { createCatalogueBuilder, type BuildOptions, type Built } from './snapshot/build-catalogue.js';
import { compileDocument } from './written/compile-document.js';
import { mergeDocuments, type CatalogueDocument } from './written/merge-documents.js';

/** A file with one line item and what it hangs on; `over` puts other lists in the place of these. */
export const aDocument = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  advertisers: [{ id: 'acme', domain: 'acme.example' }],
  campaigns: [{ id: 'spring', advertiserId: 'acme' }],
  creatives: [aCreative()],
  lineItems: [aLineItem()],
  ...over,
});

export const aCreative = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: 'film',
  durationMs: 20_000,
  mediaFiles: [{ url: 'https://cdn.example/film.m3u8' }],
  ...over,
});

export const aLineItem = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: 'li',
  campaignId: 'spring',
  priceCpm: 10,
  creatives: ['film'],
  ...over,
});

/** What a service would make of these files; faults as `file: text`. */
export async function built(
  documents: readonly CatalogueDocument[] | Readonly<Record<string, unknown>>,
  options: Partial<BuildOptions> = {},
): Promise<{ readonly faults: readonly string[]; readonly result: Built | null }> {
  const list = Array.isArray(documents)
    ? (documents as readonly CatalogueDocument[])
    : [{ file: 'c.yaml', data: documents }];
  const merged = mergeDocuments(list, await compileDocument());
  const result =
    merged.faults.length > 0
      ? null
      : createCatalogueBuilder({ mediaBase: null, profile: null, ...options })(merged.content);
  const faults = [...merged.faults, ...(result?.type === 'faulty' ? result.faults : [])];
  return { faults: faults.map(({ file, text }) => `${file}: ${text}`), result };
}

/** The snapshot of files that are sound. @throws Error with the faults where they are not. */
export async function snapshotOf(...parameters: Parameters<typeof built>) {
  const { faults, result } = await built(...parameters);
  if (result?.type !== 'built') throw new Error(`Cannot build test catalogue: ${faults.join('; ')}, expected no fault`);
  return result.catalogue;
}
