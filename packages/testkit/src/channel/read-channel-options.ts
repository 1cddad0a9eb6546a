import type { ChannelOptions } from './options.js';

/** What a value must be, in words, and whether it is. */
type Kind = readonly [wanted: string, fits: (given: unknown) => boolean];

const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
const isList = (fits: Kind[1]) => (given: unknown) => Array.isArray(given) && given.every(fits);
const isText = (given: unknown): boolean => typeof given === 'string';
/** Of the named values these, and nothing else. */
const isMadeOf = (given: unknown, parts: Readonly<Record<string, Kind[1]>>): boolean =>
  isObject(given) && Object.entries(given).every(([name, value]) => parts[name]?.(value) ?? false);

const number: Kind = ['a number', Number.isFinite];
const flag: Kind = ['true or false', (given) => typeof given === 'boolean'];
const oneOf = (...names: readonly string[]): Kind => [
  `one of ${names.join(', ')}`,
  (given) => names.includes(given as string),
];
const schedule: Kind = [
  '"none", {"everyMs", "firstMs"} or {"atMs": [...]}',
  (given) =>
    given === 'none' ||
    (isMadeOf(given, { atMs: isList(number[1]) }) && 'atMs' in (given as object)) ||
    (isMadeOf(given, { everyMs: number[1], firstMs: number[1] }) && 'everyMs' in (given as object)),
];
const assets: Kind = [
  '{"names": [...], "encoding": "exact", "long" or "short"}',
  (given) =>
    isMadeOf(given, { names: isList(isText), encoding: oneOf('exact', 'long', 'short')[1], trackUrl: isText }) &&
    ['names', 'encoding'].every((name) => name in (given as object)),
];

/** An option that is not here would do nothing, so it is refused. */
const KINDS: { readonly [Name in keyof Required<ChannelOptions>]: Kind } = {
  epochMs: number,
  seed: number,
  segmentMs: number,
  windowSegments: number,
  schedule,
  podMs: number,
  announceLeadMs: number,
  inLeadMs: number,
  offGridMs: number,
  signal: oneOf('splice_insert', 'time_signal'),
  autoReturn: flag,
  endTag: oneOf('merged', 'separate'),
  markers: oneOf('scte35', 'interstitial', 'both', 'cue-out'),
  interstitialAttributes: ['an object of texts', (given) => isObject(given) && Object.values(given).every(isText)],
  vodBreaks: [
    'a list of {"atMs", "plannedMs"}',
    isList((given) => isMadeOf(given, { atMs: number[1], plannedMs: number[1] })),
  ],
  overlays: schedule,
  overlayMs: number,
  assets,
  // What is in each of these, `planChannel` looks at.
  breakFaults: ['an object of faults by break id', (given) => isObject(given) && Object.values(given).every(isObject)],
  faults: ['a list of {"path", ...}', isList((given) => isObject(given) && isText(given['path']))],
};

/** Holds data from outside against the options that there are. Throws a RangeError that names the wrong one; `what` was read. */
export function readChannelOptions(value: object, what = 'channel options'): ChannelOptions {
  for (const [name, given] of Object.entries(value)) {
    const kind = Object.entries(KINDS).find(([known]) => known === name)?.[1];
    if (kind === undefined) {
      throw new RangeError(`Cannot use ${what}: ${name} is unknown, expected one of ${Object.keys(KINDS).join(', ')}`);
    }
    const [wanted, fits] = kind;
    if (!fits(given)) {
      throw new RangeError(`Cannot use ${what}: ${name} is ${JSON.stringify(given)}, expected ${wanted}`);
    }
  }
  return value;
}
