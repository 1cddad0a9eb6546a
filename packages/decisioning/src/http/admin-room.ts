import type { MediaProbe, PreflightProfile } from '../catalogue/preflight.js';
import type { CatalogueShelf } from '../catalogue/shelf.js';
import type { Note } from './note-act.js';
import type { AdminTokens } from './admin-guard.js';

/** What the admin API works with. */
export interface AdminRoom {
  readonly shelf: CatalogueShelf;
  readonly note: Note;
  /** Empty: every route answers 403. */
  readonly adminTokens: AdminTokens;
  /** What the preflight route asks of a creative; left out: what televisions show. */
  readonly profile?: PreflightProfile | null;
  /** Measures media for the preflight route; left out: what the creative says is taken for true. */
  readonly probe?: MediaProbe | null;
}
