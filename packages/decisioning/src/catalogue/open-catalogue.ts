import type { WallMs } from '@cutaway/model';
import { createMemoryStore, type ChangeStore } from './changes/change.js';
import { compose } from './changes/compose.js';
import { openJournal } from './changes/journal.js';
import { replayOverrides } from './changes/overrides.js';
import { DEMO_CATALOGUE } from './demo-catalogue.js';
import { CatalogueError } from './faults.js';
import type { PreflightProfile } from './preflight.js';
import { createShelf, type CatalogueNews } from './create-shelf.js';
import type { CatalogueShelf } from './shelf.js';
import { createCatalogueBuilder } from './snapshot/build-catalogue.js';
import { watchFiles } from './watch-files.js';
import { createRecordCheck } from './written/check-record.js';
import { compileDocument } from './written/compile-document.js';
import { mergeDocuments } from './written/merge-documents.js';
import { readFiles } from './written/read-files.js';

export interface CatalogueOptions {
  /** Files (YAML or JSON) and folders of them, merged. None: the ads of the test channel. */
  readonly paths?: readonly string[];
  /** Completes relative media URLs; left out: they stay as they are. */
  readonly mediaBase?: string | null;
  /** A folder for what the admin API changes. Left out: changes live as long as the process. */
  readonly stateFolder?: string | null;
  /** What creatives must be like to be ready; left out: as they say. */
  readonly profile?: PreflightProfile | null;
  /** Reads the files again when they have been quiet for so long after a change; null: never. Default: 200. */
  readonly watchDebounceMs?: number | null;
  readonly nowMs: () => WallMs;
  /** Told what happens on the shelf, for the log. */
  readonly tell?: (news: CatalogueNews) => void;
}

const DEFAULT_DEBOUNCE_MS = 200;

/**
 * Opens the catalogue: reads the files, lays the kept changes over them, watches. Where a file and a change differ the change
 * goes before, field by field, until it is reset.
 * @throws CatalogueError with every fault of the files or of what the changes make of them; Error for a damaged journal.
 */
export async function openCatalogue(options: CatalogueOptions): Promise<CatalogueShelf> {
  const { paths = [], mediaBase = null, profile = null, stateFolder = null, tell = () => {} } = options;
  const check = await compileDocument();
  const site = { checkRecord: createRecordCheck(check), build: createCatalogueBuilder({ mediaBase, profile }) };
  const read = async () => {
    const demo = { documents: [{ file: '(demo)', data: DEMO_CATALOGUE }], faults: [] };
    const { documents, faults } = paths.length === 0 ? demo : await readFiles(paths);
    const merged = mergeDocuments(documents, check);
    return { content: merged.content, faults: [...faults, ...merged.faults] };
  };
  const store: ChangeStore =
    stateFolder === null
      ? createMemoryStore()
      : await openJournal(stateFolder, (cut) => tell({ type: 'journal-cut', ...cut }));
  try {
    const entries = await store.replay();
    const { content, faults } = await read();
    if (faults.length > 0) throw new CatalogueError(faults);
    const first = compose({ files: content, overrides: replayOverrides(entries), before: null }, null, site);
    if (first.type === 'faulty') throw new CatalogueError(first.faults);
    const shelf = createShelf({ first: first.state, entries, store, site, read, nowMs: options.nowMs, tell });
    return watching(shelf, paths, options.watchDebounceMs, tell);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function watching(
  shelf: CatalogueShelf,
  paths: readonly string[],
  debounceMs: number | null = DEFAULT_DEBOUNCE_MS,
  tell: (news: CatalogueNews) => void,
): CatalogueShelf {
  if (debounceMs === null || paths.length === 0) return shelf;
  const stop = watchFiles(paths, {
    debounceMs,
    onChange: () => void shelf.reload(),
    onFail: (error) => tell({ type: 'not-watched', reason: String(error) }),
  });
  return {
    ...shelf,
    close: () => {
      stop();
      return shelf.close();
    },
  };
}
