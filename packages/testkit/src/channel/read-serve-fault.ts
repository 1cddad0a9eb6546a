import type { ServeFault } from './faults.js';

/** What a value must be, in words, and whether it is. */
type Kind = readonly [wanted: string, fits: (given: unknown) => boolean];

const milliseconds: Kind = ['milliseconds', Number.isFinite];
const whole = (given: unknown, least: number, most: number): boolean =>
  Number.isInteger(given) && (given as number) >= least && (given as number) <= most;

/** What each part of a fault is. One that is not here would do nothing, so it is refused. */
const KINDS: { readonly [Name in keyof Required<ServeFault>]: Kind } = {
  path: ['a regular expression', isExpression],
  status: ['an HTTP status from 200 to 599', (given) => whole(given, 200, 599)],
  delayMs: ['milliseconds from 0', (given) => Number.isFinite(given) && (given as number) >= 0],
  stall: ['true or false', (given) => typeof given === 'boolean'],
  count: ['a whole number', (given) => whole(given, 0, Infinity)],
  fromMs: milliseconds,
  untilMs: milliseconds,
};

/** Holds data from outside against what a fault of requests may be. Throws a RangeError that names what is wrong. */
export function readServeFault(value: object): ServeFault {
  const fault = { path: undefined, ...value };
  for (const [name, given] of Object.entries(fault)) {
    const kind = Object.entries(KINDS).find(([known]) => known === name)?.[1];
    if (kind === undefined) {
      throw new RangeError(`Cannot add fault: ${name} is unknown, expected one of ${Object.keys(KINDS).join(', ')}`);
    }
    const [wanted, fits] = kind;
    if (!fits(given)) throw new RangeError(`Cannot add fault: ${name} is ${JSON.stringify(given)}, expected ${wanted}`);
  }
  return fault as object as ServeFault;
}

function isExpression(given: unknown): boolean {
  if (typeof given !== 'string') return false;
  try {
    new RegExp(given);
    return true;
  } catch {
    return false;
  }
}
