import type { Placed } from './scan-elements.js';
import { RULES, type RuleId } from './rules.js';

/** One thing that is wrong with a document. */
export interface Finding {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly rule: RuleId;
  readonly severity: 'error' | 'warning';
  /** "Cannot <do> <what>: <state now>, expected <state wanted>". */
  readonly text: string;
  /** Where it is said: `VAST 4.3 §3.8.1`. */
  readonly clause: string;
}

/** A finding that has no line yet. */
export type Found = Omit<Finding, 'line' | 'column'> & { readonly at: number };

/** Tells of something wrong. The clause is the rule's own unless the element's is nearer. */
export type Report = (rule: RuleId, at: Placed | number, text: string, clause?: string) => void;

/** Collects findings. */
export function createReport(into: Found[]): Report {
  return (rule, at, text, clause) => {
    const { severity, clause: usual } = RULES[rule];
    into.push({ at: typeof at === 'number' ? at : at.at, rule, severity, text, clause: clause ?? usual });
  };
}

/** Gives each finding its line and column, in the order of the document. */
export function placeFindings(found: readonly Found[], text: string): Finding[] {
  const inOrder = [...found].sort((a, b) => a.at - b.at);
  let [line, lineStart, next] = [1, 0, text.indexOf('\n')];
  return inOrder.map(({ at, rule, severity, text: sentence, clause }) => {
    while (next !== -1 && next < at) [line, lineStart, next] = [line + 1, next + 1, text.indexOf('\n', next + 1)];
    return { line, column: at - lineStart + 1, rule, severity, text: sentence, clause };
  });
}
