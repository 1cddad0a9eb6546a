import type { Fact } from './fact.js';
import type { AheadCode } from './turn.js';

/** What was loaded: kept for all sessions of a page. null: nothing yet. */
export let ahead: AheadCode | null = null;

/** Loads the code once, and tells. A failure is not kept. */
export function loadAhead(tell: (fact: Extract<Fact, { type: 'ahead' }>) => void): void {
  const loaded = ahead ? Promise.resolve(ahead) : import('./ahead.js');
  loaded.then(
    (code) => {
      ahead = code;
      tell({ type: 'ahead', missing: null });
    },
    (error: unknown) => tell({ type: 'ahead', missing: String(error) }),
  );
}
