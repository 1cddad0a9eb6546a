import type { CatalogueNews } from '../catalogue/create-shelf.js';
import type { CatalogueShelf } from '../catalogue/shelf.js';
import type { StoreReport } from '../ops/store-report.js';

/** What of the news is wrong, in words. null: nothing, a catalogue was published. */
export function faultOfNews(news: CatalogueNews): string | null {
  switch (news.type) {
    case 'published':
      return null;
    case 'kept-old':
      return `the one of before is used. ${news.error.message}`;
    case 'listener-failed':
      return `it is published, but not used everywhere: ${String(news.error)}`;
    case 'journal-cut':
      return `the last ${news.bytes} bytes of ${news.file} were never finished, and are gone`;
    case 'not-watched':
      return `its files are not watched, changes need a reload: ${news.reason}`;
  }
}

/** For who asks whether this node is ready: it is, with the catalogue that it has. Which faults there are is for operators. */
export function reportCatalogue({ problem }: Pick<CatalogueShelf, 'problem'>): StoreReport {
  const faults = problem()?.faults.length ?? 0;
  const fault = faults === 0 ? null : `its files have faults (${faults}), expected none: GET /admin/v1/catalogue`;
  return { store: 'catalogue', fault, goesOn: 'the catalogue of before is used' };
}
