import type { Stitching } from '../turn.js';

/** What was loaded: kept for all sessions of a page. null: nothing yet, and then no session has a plan. */
export let stitching: Stitching | null = null;

/** Loads the code once. A failure is not kept: the next ad tries again. */
export async function loadStitching(): Promise<void> {
  stitching ??= await import('./stitching.js');
}
