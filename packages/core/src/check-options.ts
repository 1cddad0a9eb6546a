import type { PolicyOptions } from './policy/policy-options.js';

/** What an option should be, in words; empty: it is. */
type Rule = (value: unknown) => string;

const oneOf =
  (...words: readonly string[]): Rule =>
  (value) =>
    words.some((word) => word === value) ? '' : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
const fromZero: Rule = (value) => (typeof value === 'number' && value >= 0 ? '' : 'a number from 0');
/** A timer of more than 31 bits ends at once, and nothing that it waits for would ever come in time. */
const LONGEST_TIMER_MS = 0x7fffffff;
const forTimer: Rule = (value) =>
  fromZero(value) || (value as number) > LONGEST_TIMER_MS ? `a number from 0 to ${LONGEST_TIMER_MS}` : '';
const orNull =
  (rule: Rule): Rule =>
  (value) => {
    const wanted = value === null ? '' : rule(value);
    return wanted && `${wanted}, or null`;
  };
const withUrl: Rule = (value) => ((value as { readonly url?: unknown } | undefined)?.url ? '' : 'an object with a url');

const RULES: Readonly<Record<string, Rule>> = {
  'decision.budgetMs': forTimer,
  'decision.jitterMs': fromZero,
  'decision.late': oneOf('use', 'drop'),
  strategy: oneOf('auto', 'stitch', 'secondElement', 'reattach'),
  stallMs: fromZero,
  mediaBudgetMs: forTimer,
  holdMs: fromZero,
  'beacons.timeoutMs': forTimer,
  viewability: oneOf('none', 'measure'),
  consentWaitMs: fromZero,
  traceChars: fromZero,
  'policies.seekOver': oneOf('none', 'last', 'all', 'first'),
  'policies.rewatch': oneOf('replay', 'skip'),
  'policies.onHidden': oneOf('resume', 'restart', 'live', 'ignore'),
  'policies.staleMs': fromZero,
  'policies.longPauseMs': orNull(fromZero),
  'policies.catchUp': oneOf('rate', 'jump', 'off'),
  'policies.catchUpRate': fromZero,
  'policies.adRate': oneOf('normal', 'viewer'),
  'policies.onBlackout': oneOf('leave', 'stay'),
  'policies.underrun': oneOf('content', 'slate'),
  'policies.slate': orNull(withUrl),
};

/** Policies have no others. */
const OF_POLICIES = 'policies.';

/**
 * Holds options of an application that has no types to what they may be: a word that is misspelt would stand for a default that it did
 * not want, and a number that is none for a wait without an end.
 * @throws TypeError that names the option.
 */
export function checkOptions(options: { readonly policies?: PolicyOptions | undefined }): void {
  for (const path of Object.keys(RULES)) {
    const value = path
      .split('.')
      .reduce<unknown>((within, name) => (within as Readonly<Record<string, unknown>> | undefined)?.[name], options);
    const wanted = value === undefined ? '' : RULES[path]!(value);
    if (wanted) throw new TypeError(`Cannot create session: ${path} is ${written(value)}, expected ${wanted}`);
  }
  for (const name of Object.keys(options.policies ?? {}))
    if (!RULES[OF_POLICIES + name])
      throw new TypeError(`Cannot create session: ${OF_POLICIES}${name} is unknown, expected ${policyNames()}`);
}

const written = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : String(value));

const policyNames = (): string =>
  Object.keys(RULES)
    .filter((path) => path.startsWith(OF_POLICIES))
    .map((path) => path.slice(OF_POLICIES.length))
    .join(', ');
