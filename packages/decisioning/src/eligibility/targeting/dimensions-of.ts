import type { Expression } from '../../catalogue/catalogue.js';
import { foldCase } from '../fold-case.js';

/** A dimension that somebody targets, and the values that make a difference in it. */
export interface UsedDimension {
  readonly dimension: string;
  /** Sorted, without repeats, folded as facts are. */
  readonly values: readonly string[];
}

/** What expressions look at. Two viewers who are alike in all of it match the same. Sorted by name. */
export function dimensionsOf(expressions: readonly (Expression | null)[]): readonly UsedDimension[] {
  const used = new Map<string, Set<string>>();
  const visit = (expression: Expression): void => {
    if ('all' in expression) return expression.all.forEach(visit);
    if ('any' in expression) return expression.any.forEach(visit);
    if ('not' in expression) return visit(expression.not);
    const dimension = foldCase(expression.dimension);
    const values = used.get(dimension) ?? new Set();
    used.set(dimension, values);
    for (const value of expression.in) values.add(foldCase(value));
  };
  for (const expression of expressions) if (expression !== null) visit(expression);
  return [...used]
    .map(([dimension, values]) => ({ dimension, values: [...values].sort() }))
    .sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
}
