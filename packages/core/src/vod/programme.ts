import type { ProgramMs, WallMs } from '@cutaway/model';
import type { VmapDocument } from '@cutaway/vast';
import type { PlayerCommand } from '../player-port.js';

/** What the session knows of breaks before, in and after on-demand content. */
export interface Programme {
  /** Where content begins and how long it is, as its playlist says before any frame of it. Left out: none came. */
  readonly content?: { readonly startsAt: ProgramMs; readonly durationMs: number };
  /** What a VMAP of the whole programme said. Left out: there is none, or it has not come. */
  readonly vmap?: VmapDocument;
  /** The offsets that have been placed, or cannot be. */
  readonly placed?: readonly string[];
  /** The kinds and places of the breaks that were announced. */
  readonly opened?: readonly string[];
  /** Where content was at its last frame, and when: a longer step than time took is a seek. */
  readonly last?: { readonly programMs: ProgramMs; readonly atMs: WallMs };
  /** Content was ordered back outside of a break's return, by this, and the order did not reach the player. */
  readonly owed?: Extract<PlayerCommand, { readonly type: 'show-content' | 'reload-content' }> | undefined;
}
