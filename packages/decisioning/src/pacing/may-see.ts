import type { Expression } from '../catalogue/catalogue.js';
import { foldCase } from '../eligibility/fold-case.js';

/** Whether breaks of a channel may show what is targeted so, whatever else is true of their viewers. */
export function maySee(targeting: Expression | null, channel: string): boolean {
  return targeting === null || holds(targeting, foldCase(channel)) !== false;
}

/** null: it depends on what is not asked here. */
function holds(expression: Expression, channel: string): boolean | null {
  if ('not' in expression) {
    const said = holds(expression.not, channel);
    return said === null ? null : !said;
  }
  if ('all' in expression) return join(expression.all, channel, false);
  if ('any' in expression) return join(expression.any, channel, true);
  if (foldCase(expression.dimension) !== 'content.channel') return null;
  return expression.in.some((value) => foldCase(value) === channel);
}

/** `decisive`: the word of one part that settles it: a false one for all, a true one for any. */
function join(parts: readonly Expression[], channel: string, decisive: boolean): boolean | null {
  const said = parts.map((part) => holds(part, channel));
  if (said.includes(decisive)) return decisive;
  return said.includes(null) ? null : !decisive;
}
