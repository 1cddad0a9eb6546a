import type { Ask, Facts } from '../eligibility/facts.js';
import { hash64 } from './hash64.js';

/** A dimension that some live line item asks for, with all values that any asks for. From the eligibility index, at each publish. */
export interface UsedDimension {
  readonly dimension: string;
  readonly values: readonly string[];
}

/** Viewers whom no live line item tells apart. */
export interface Cohort {
  /** 16 hex digits. */
  readonly key: string;
  readonly publisherId: string;
  readonly consentClass: Ask['consentClass'];
  /** Of all its viewers: only what is asked for, sorted. */
  readonly facts: Facts;
  /**
   * Dimensions in which its viewers differ, since rare cohorts were merged. A line item that asks for one of them must not be decided
   * for the cohort, not even by a `not`: it is not known for all.
   */
  readonly dropped: readonly string[];
}

/** What is true of one asker, as far as it can make a difference. */
export type CohortAsk = Pick<Ask, 'publisherId' | 'consentClass' | 'facts'>;

/** A set of values for each dimension: `values` is looked up for each fact of each request. */
export type CohortShape = readonly { readonly dimension: string; readonly values: ReadonlySet<string> }[];

/** What `cohortOf` works with, made once for a catalogue version. Sorted, so that every node gives a cohort the same key. */
export function cohortShape(used: readonly UsedDimension[]): CohortShape {
  return [...used]
    .sort((one, other) => (one.dimension < other.dimension ? -1 : 1))
    .map(({ dimension, values }) => ({ dimension, values: new Set(values) }));
}

/** The cohort of one asker; `dropped` dimensions are left out of its key and its facts. */
export function cohortOf(ask: CohortAsk, shape: CohortShape, dropped: readonly string[] = []): Cohort {
  const facts = new Map<string, readonly string[]>();
  for (const { dimension, values } of shape) {
    if (dropped.includes(dimension)) continue;
    const mine = (ask.facts.get(dimension) ?? []).filter((value) => values.has(value));
    if (mine.length > 0) facts.set(dimension, [...new Set(mine)].sort());
  }
  const { publisherId, consentClass } = ask;
  const gone = [...dropped].sort();
  const key = hash64(JSON.stringify([publisherId, consentClass, [...facts], gone]));
  return { key, publisherId, consentClass, facts, dropped: gone };
}

/** The key alone: a canonical tuple of only those dimensions that live line items target, hashed to 64 bits. */
export function cohortKeyOf(ask: CohortAsk, usedDimensions: readonly UsedDimension[]): string {
  return cohortOf(ask, cohortShape(usedDimensions)).key;
}
