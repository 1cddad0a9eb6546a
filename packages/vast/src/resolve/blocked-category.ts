import type { Category, ErrorName } from '@cutaway/model';
import type { VastInLine } from '../vast-document.js';

/** Why an ad must not play: the cause and what was seen. */
export interface Blocked {
  readonly error: Extract<ErrorName, 'CATEGORY_MISSING' | 'CATEGORY_BLOCKED'>;
  readonly detail: string;
}

/**
 * Whether a list of blocked categories keeps an ad from playing (VAST 4.3 §3.19.2). Lists are compared within one authority;
 * an ad that says nothing in an authority that somebody blocks in cannot be judged, and does not play either.
 */
export function blockedCategory({ categories }: VastInLine, blocked: readonly Category[]): Blocked | null {
  for (const { authority, value } of blocked) {
    const own = categories.filter((one) => authority === '' || same(one.authority, authority));
    if (own.length === 0)
      return { error: 'CATEGORY_MISSING', detail: `no category of ${authority || 'any authority'}` };
    const values = value.split(',');
    const hit = own.find((one) => values.some((each) => same(each, one.value)));
    if (hit) return { error: 'CATEGORY_BLOCKED', detail: `${hit.value} of ${authority || hit.authority}` };
  }
  return null;
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
