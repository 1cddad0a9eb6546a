import type { Catalogue, Publisher } from '../catalogue/catalogue.js';

/** The publisher that a question names, or else the default one. @throws Error where there is neither. */
export function publisherOf({ publisherId }: { readonly publisherId: string }, { publishers }: Catalogue): Publisher {
  const publisher = publishers.get(publisherId) ?? publishers.get('default');
  if (publisher === undefined)
    throw new Error('Cannot decide a pod: the catalogue has no publisher, expected "default" at least');
  return publisher;
}
