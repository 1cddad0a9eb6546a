import { creativeTagOf } from '../beacons/creative-tag.js';
import { shortName } from '../beacons/pod-token.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';

/** What a creative of a line item is called in tokens, and in the catalogue. */
export interface CatalogueRow {
  /** As `EventRow` has it. */
  readonly lineItem: string;
  readonly creativeTag: number;
  readonly lineItemId: string;
  readonly campaignId: string;
  readonly advertiserId: string;
  readonly creativeId: string;
}

/**
 * The names that a catalogue's files give.
 * @throws Error where they are wrong.
 */
export async function readCatalogueRows(file: string): Promise<readonly CatalogueRow[]> {
  const shelf = await openCatalogue({ paths: [file], mediaBase: null, watchDebounceMs: null, nowMs: () => 0 });
  const { lineItems } = shelf.current();
  await shelf.close();
  return lineItems.flatMap(({ id, campaignId, advertiserId, creatives }) => {
    // The first of a tag is counted for all, as in the service's reports: with two rows each event would be two.
    const byTag = new Map([...creatives].reverse().map((creative) => [creativeTagOf(creative.id), creative.id]));
    return [...byTag].reverse().map(([creativeTag, creativeId]) => ({
      ...{ lineItem: shortName(id), creativeTag, lineItemId: id, campaignId, advertiserId, creativeId },
    }));
  });
}
