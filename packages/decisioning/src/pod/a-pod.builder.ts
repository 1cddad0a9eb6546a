import fc from 'fast-check';
import { checkPod } from './check-pod.js';
import type { PodCandidate, PodRules } from './pod-candidate.js';
import { compareWorth, ranksOf, worthOf, type Worth } from './pod-worth.js';

export const aCandidate = (id: string, more: Partial<PodCandidate> = {}): PodCandidate => ({
  id,
  durationMs: 15_000,
  value: 10,
  tier: 0,
  advertisers: [`${id}.example`],
  categories: [],
  films: [id],
  position: 'any',
  limits: [],
  ...more,
});

/** Rules that forbid next to nothing. */
export const rulesOf = (more: Partial<PodRules> = {}): PodRules => ({
  roomMs: 60_000,
  minMs: 0,
  maxAds: 12,
  minAdMs: 0,
  maxAdMs: 120_000,
  requiredAdMs: null,
  unfilledCostPerSecond: 0,
  separation: { advertiser: 'none', category: 'none' },
  apartFrom: { advertisers: new Set(), categories: new Set() },
  premium: { first: 1, last: 1 },
  ...more,
});

const some = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const namesOf = (...names: string[]) => fc.subarray(names, { maxLength: 2 });
const anyScope = fc.constantFrom('none', 'adjacent', 'pod');

/** Candidates that have much in common, so that every rule matters. */
export const anyCandidates = (maxLength: number): fc.Arbitrary<readonly PodCandidate[]> =>
  fc
    .array(
      fc.record({
        durationMs: fc.constantFrom(5000, 6000, 10_000, 15_000, 15_015, 20_000, 30_000),
        value: fc.integer({ min: 0, max: 300 }).map((tenths) => tenths / 10),
        tier: fc.constantFrom(0, 0, 0, 1, 2),
        advertisers: fc.oneof(namesOf('a', 'b', 'c'), fc.constantFrom(['b'], ['c'], ['d'], ['e'])),
        categories: fc.oneof(namesOf('cars', 'food', 'games'), fc.constantFrom([], ['food'], ['shops'])),
        film: fc.constantFrom('X', 'Y', '', '', ''),
        position: fc.constantFrom('any', 'any', 'any', 'any', 'first', 'last', 'bumper-in', 'bumper-out'),
        limits: fc.constantFrom([], [], [{ key: 'k', limit: 1 }], [{ key: 'k', limit: 2 }]),
        slot: fc.constantFrom(undefined, undefined, undefined, undefined, null, 1, 2, 3),
      }),
      { maxLength },
    )
    .map((parts) =>
      parts.map(({ film, slot, ...part }, at): PodCandidate => {
        const films = film === '' ? [`own-${at}`] : [`own-${at}`, film];
        return { ...part, id: `ad-${at}`, films, ...(slot === undefined ? {} : { fixed: { slot } }) };
      }),
    );

export const anyRules: fc.Arbitrary<PodRules> = fc
  .record({
    roomMs: fc.constantFrom(15_000, 30_000, 45_000, 60_030, 90_000),
    minMs: some(fc.constantFrom(15_000, 30_000)),
    maxAds: some(fc.constantFrom(1, 2, 3, 4)),
    minAdMs: some(fc.constantFrom(6000, 10_000)),
    maxAdMs: some(fc.constantFrom(15_000, 20_000)),
    requiredAdMs: some(fc.constantFrom([15_000, 30_000], [6000, 10_000, 20_000])),
    unfilledCostPerSecond: some(fc.constantFrom(0.5, 5)),
    advertiser: anyScope,
    category: anyScope,
    outside: fc.constantFrom([], [], ['a'], ['b', 'cars']),
    first: some(fc.constantFrom(1.2, 2)),
    last: some(fc.constantFrom(1.1, 1.5)),
  })
  .map(({ advertiser, category, outside, first, last, ...some }) => {
    const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
    return rulesOf({
      ...given,
      separation: { advertiser, category },
      apartFrom: { advertisers: new Set(outside.slice(0, 1)), categories: new Set(outside.slice(1)) },
      premium: { first: first ?? 1, last: last ?? 1 },
    });
  });

/** Every ordered subset, tried one by one. */
export function bestByForce(
  candidates: readonly PodCandidate[],
  rules: PodRules,
): { pod: PodCandidate[]; worth: Worth } {
  const ranks = ranksOf(candidates);
  let best = { pod: [] as PodCandidate[], worth: worthOf([], rules, ranks) };
  const extend = (pod: readonly PodCandidate[]): void => {
    for (const candidate of candidates) {
      if (pod.includes(candidate)) continue;
      const longer = [...pod, candidate];
      if (checkPod(longer, rules).length === 0) {
        const worth = worthOf(longer, rules, ranks);
        if (compareWorth(worth, best.worth) > 0) best = { pod: longer, worth };
      }
      extend(longer);
    }
  };
  extend([]);
  return best;
}
