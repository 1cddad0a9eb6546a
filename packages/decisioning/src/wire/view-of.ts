import { capsFor, type CompiledCaps } from '../caps/caps-for.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { filmsByMedia } from '../decide/films-by-media.js';
import { indexCatalogue, type EligibilityIndex } from '../eligibility/targeting/index-catalogue.js';

/** What is worked out once for each catalogue. */
export interface CatalogueView {
  readonly catalogue: Catalogue;
  readonly index: EligibilityIndex;
  readonly compiled: CompiledCaps;
  readonly films: ReturnType<typeof filmsByMedia>;
}

export function viewOf(catalogue: Catalogue): CatalogueView {
  return {
    catalogue,
    index: indexCatalogue(catalogue),
    compiled: capsFor(catalogue),
    films: filmsByMedia(catalogue.bidders.length === 0 ? [] : catalogue.creatives.values()),
  };
}
