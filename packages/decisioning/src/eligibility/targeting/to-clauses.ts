import type { Expression } from '../../catalogue/catalogue.js';
import { foldCase } from '../fold-case.js';

/** One test of one dimension: a fact is among the values, or with `isNegated` none is. */
export interface Literal {
  readonly dimension: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** All of these must hold. None: always. */
export type Clause = readonly Literal[];

/** More than that for one expression, and it is tried by itself instead: an index of it would be larger than what it saves. */
const MAX_CLAUSES = 32;

/**
 * An expression as clauses of which one must hold (disjunctive normal form): `not` is pushed down to the tests, lists of one dimension
 * under an `any` become one list. null: there would be too many.
 */
export function toClauses(expression: Expression | null): readonly Clause[] | null {
  return expression === null ? [[]] : expand(expression, false);
}

function expand(expression: Expression, isNegated: boolean): readonly Clause[] | null {
  if ('not' in expression) return expand(expression.not, !isNegated);
  if ('all' in expression) return isNegated ? anyOf(expression.all, true) : allOf(expression.all, false);
  if ('any' in expression) return isNegated ? allOf(expression.any, true) : anyOf(expression.any, false);
  if (expression.in.length === 0) return isNegated ? [[]] : [];
  const values = [...new Set(expression.in.map(foldCase))];
  return [[{ dimension: foldCase(expression.dimension), values, isNegated }]];
}

function anyOf(parts: readonly Expression[], isNegated: boolean): readonly Clause[] | null {
  const clauses: Clause[] = [];
  const lists = new Map<string, Set<string>>();
  for (const part of parts) {
    const expanded = expand(part, isNegated);
    if (expanded === null) return null;
    for (const clause of expanded) {
      const [only] = clause;
      if (clause.length === 1 && only !== undefined && !only.isNegated) {
        const list = lists.get(only.dimension) ?? new Set();
        lists.set(only.dimension, list);
        for (const value of only.values) list.add(value);
      } else {
        clauses.push(clause);
      }
    }
    if (clauses.length > MAX_CLAUSES) return null;
  }
  for (const [dimension, list] of lists) clauses.push([{ dimension, values: [...list], isNegated: false }]);
  return clauses.length > MAX_CLAUSES ? null : clauses;
}

function allOf(parts: readonly Expression[], isNegated: boolean): readonly Clause[] | null {
  let clauses: readonly Clause[] = [[]];
  for (const part of parts) {
    const expanded = expand(part, isNegated);
    if (expanded === null || clauses.length * expanded.length > MAX_CLAUSES) return null;
    clauses = clauses.flatMap((clause) => expanded.map((more) => [...clause, ...more]));
  }
  return clauses;
}
