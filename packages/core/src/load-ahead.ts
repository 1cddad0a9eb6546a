import type { AheadCode } from './turn.js';

/** What was loaded: kept for all sessions of a page. null: nothing yet. */
export let ahead: AheadCode | null = null;

/** Loads the code once. A failure is not kept. */
export async function loadAhead(): Promise<void> {
  ahead ??= await import('./ahead.js');
}
