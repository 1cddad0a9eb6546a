import type { Expression } from '../../catalogue/catalogue.js';
import type { Facts } from '../facts.js';
import { foldCase } from '../fold-case.js';

/**
 * Tries one expression on facts, part by part. What is not known is in no list: `in` fails on it, `not in` holds. An empty `all`
 * holds, an empty `any` and an empty list do not. Slow and plain: it is what the index is checked by.
 */
export function isMatch(expression: Expression | null, facts: Facts): boolean {
  if (expression === null) return true;
  if ('all' in expression) return expression.all.every((part) => isMatch(part, facts));
  if ('any' in expression) return expression.any.some((part) => isMatch(part, facts));
  if ('not' in expression) return !isMatch(expression.not, facts);
  const known = facts.get(foldCase(expression.dimension)) ?? [];
  return expression.in.some((value) => known.includes(foldCase(value)));
}

/** The first part that makes an expression fail, in words: `geo.country is fr, expected one of de, at`. null: it holds. */
export function sayMismatch(expression: Expression | null, facts: Facts): string | null {
  if (expression === null) return null;
  if ('all' in expression) return firstOf(expression.all, (part) => sayMismatch(part, facts));
  if ('not' in expression) return sayUnwanted(expression.not, facts);
  if (isMatch(expression, facts)) return null;
  if ('any' in expression) {
    const parts = expression.any.map((part) => sayMismatch(part, facts));
    return parts.length === 0 ? 'none of nothing can hold' : parts.join('; and ');
  }
  return `${sayKnown(expression.dimension, facts)}, expected one of ${expression.in.join(', ') || 'nothing'}`;
}

/** Why an expression holds that must not. */
function sayUnwanted(expression: Expression, facts: Facts): string | null {
  if ('not' in expression) return sayMismatch(expression.not, facts);
  if (!isMatch(expression, facts)) return null;
  if ('any' in expression) return firstOf(expression.any, (part) => sayUnwanted(part, facts));
  if ('all' in expression) {
    const parts = expression.all.map((part) => sayUnwanted(part, facts));
    return parts.length === 0 ? 'all of nothing always holds' : parts.join('; and ');
  }
  return `${sayKnown(expression.dimension, facts)}, expected none of ${expression.in.join(', ')}`;
}

function firstOf(parts: readonly Expression[], say: (part: Expression) => string | null): string | null {
  for (const part of parts) {
    const said = say(part);
    if (said !== null) return said;
  }
  return null;
}

function sayKnown(dimension: string, facts: Facts): string {
  const known = facts.get(foldCase(dimension)) ?? [];
  return `${foldCase(dimension)} is ${known.length === 0 ? 'not known' : known.join(', ')}`;
}
