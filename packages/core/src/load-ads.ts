import type { AdCode } from './turn.js';

/** What was loaded: kept for all sessions of a page. null: nothing yet. */
export let ads: AdCode | null = null;

/** Loads the code once. A failure is not kept: the next decision tries again. */
export async function loadAds(): Promise<void> {
  ads ??= await import('./ads.js');
}
