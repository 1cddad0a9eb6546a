import type { CohortAsk } from './cohort-key.js';

/** An asker of whom this is true. */
export function anAsk(
  facts: Readonly<Record<string, readonly string[]>> = {},
  parts: Partial<CohortAsk> = {},
): CohortAsk {
  return { publisherId: 'default', consentClass: 'personalised', facts: new Map(Object.entries(facts)), ...parts };
}
