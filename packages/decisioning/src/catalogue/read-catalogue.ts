import type { MediaFile, NonLinear } from '@cutaway/model';
import { CATALOGUE_SCHEMA } from './catalogue-schema.js';
import { compileCheck } from '../schema/compile-check.js';
import type { Catalogue, LineItem } from './line-item.js';

/** A catalogue as its file has it: what may be left out is optional. */
interface CatalogueFile {
  readonly items: readonly (Omit<LineItem, Defaulted> & {
    readonly skipAfterMs?: number | null;
    readonly universalAdId?: string | null;
    readonly clickThrough?: string | null;
    readonly mediaFiles?: readonly (Pick<MediaFile, 'url' | 'type'> & Partial<MediaFile>)[];
    readonly nonLinear?: (Pick<NonLinear, 'imageUrl' | 'type' | 'width' | 'height'> & Partial<NonLinear>) | null;
  })[];
}
type Defaulted = 'skipAfterMs' | 'universalAdId' | 'clickThrough' | 'mediaFiles' | 'nonLinear';
type FileItem = CatalogueFile['items'][number];

/**
 * Reads a catalogue from JSON data. Relative media URLs are completed with `mediaBase`.
 * @throws Error that names the first field which is wrong.
 */
export async function readCatalogue(data: unknown, mediaBase: string | null, name: string): Promise<Catalogue> {
  const check = await compileCheck(CATALOGUE_SCHEMA);
  const fault = check(data);
  if (fault !== null) throw new Error(`Cannot load catalogue ${name}: ${fault.text}`);
  const { items } = data as CatalogueFile; // the schema has just proven it
  refuseTwins(items, name);
  return { items: items.map((item) => completeItem(item, mediaBase)) };
}

function refuseTwins(items: readonly FileItem[], name: string): void {
  const seen = new Map<string, number>();
  items.forEach(({ id }, place) => {
    const first = seen.get(id);
    if (first !== undefined)
      throw new Error(
        `Cannot load catalogue ${name}: items[${place}].id is "${id}" like items[${first}].id, expected a new one`,
      );
    seen.set(id, place);
  });
}

function completeItem(item: FileItem, mediaBase: string | null): LineItem {
  return {
    ...item,
    skipAfterMs: item.skipAfterMs ?? null,
    universalAdId: item.universalAdId ?? null,
    clickThrough: item.clickThrough ?? null,
    mediaFiles: (item.mediaFiles ?? []).map((file) => ({
      codec: null,
      width: null,
      height: null,
      bitrateKbps: null,
      ...file,
      url: completeUrl(file.url, mediaBase),
    })),
    nonLinear: item.nonLinear
      ? {
          id: `${item.id}-image`,
          durationMs: item.durationMs,
          clickThrough: item.clickThrough ?? null,
          altText: item.title,
          ...item.nonLinear,
          imageUrl: completeUrl(item.nonLinear.imageUrl, mediaBase),
        }
      : null,
  };
}

const completeUrl = (url: string, base: string | null): string => (base === null ? url : new URL(url, base).href);
