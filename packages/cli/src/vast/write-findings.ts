import type { Finding } from '@cutaway/vast/validate';
import { colour } from './colour.js';
import { wrap } from './write-chain.js';

/** Each finding for a person: place, severity, rule and clause on one line, its sentence below. */
export function writeFindings(findings: readonly Finding[], hasColours: boolean): string[] {
  return findings.flatMap(({ line, column, severity, rule, clause, text }) => [
    `${`${line}:${column}`.padEnd(8)} ${colour(severity.padEnd(7), severity, hasColours)}  ${rule}  ${clause}`,
    ...wrap(text, '    ').map((part, i) => (i === 0 ? `    ${part}` : part)),
  ]);
}

/** `2 errors and 1 warning`. */
export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const named = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
  return `${named(errors, 'error')} and ${named(warnings, 'warning')}`;
}
