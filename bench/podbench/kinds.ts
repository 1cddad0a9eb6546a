import type { PodCandidate, PodRules } from '../../packages/decisioning/src/pod/pod-candidate.js';
import type { Chance } from './chance.js';

interface Place {
  readonly at: number;
  readonly rules: PodRules;
}

/** What one kind of instance is about. */
export interface Kind {
  readonly name: string;
  readonly rules: (base: PodRules, stretch: number) => PodRules;
  readonly candidate: (spot: PodCandidate, chance: Chance, place: Place) => PodCandidate;
}

const same = (rules: PodRules): PodRules => rules;
const asItIs = (spot: PodCandidate): PodCandidate => spot;

/** 4 % first, 4 % last. */
const withPositions = (spot: PodCandidate, chance: Chance): PodCandidate => ({
  ...spot,
  position: chance.weighted([
    ['any', 92],
    ['first', 4],
    ['last', 4],
  ]),
});

/** 4 % are bumpers of 5 s, next to worthless. */
const withBumpers = (spot: PodCandidate, chance: Chance): PodCandidate => {
  const position = chance.weighted([
    ['any', 96],
    ['bumper-in', 2],
    ['bumper-out', 2],
  ] as const);
  return position === 'any' ? spot : { ...spot, position, durationMs: 5000, value: Math.round(spot.value * 10) / 100 };
};

/** Sponsorships, guaranteed, by price, house. */
const withTiers = (spot: PodCandidate, chance: Chance): PodCandidate => {
  const tier = chance.weighted([
    [0, 4],
    [1, 20],
    [2, 66],
    [3, 10],
  ] as const);
  return tier === 3 ? { ...spot, tier, value: 0.5 } : { ...spot, tier };
};

/** A tenth of the films are also sold by somebody else; campaigns of four line items, two of them in a pod at most. */
const withFilms = (spot: PodCandidate, chance: Chance, { at }: Place): PodCandidate => ({
  ...spot,
  films: chance.in(0.1) ? [...spot.films, `film-${chance.below(at + 1)}`] : spot.films,
  limits: [{ key: `campaign:${Math.floor(at / 4)}`, limit: 2 }],
});

/** The first two candidates are pre-sold, in the first and the third place. */
const withFixed = (spot: PodCandidate, _chance: Chance, { at }: Place): PodCandidate =>
  at < 2 ? { ...spot, fixed: { slot: at * 2 + 1 } } : spot;

const adjacent = { advertiser: 'pod', category: 'adjacent' } as const;
const premium = { first: 1.25, last: 1.1 };

export const KINDS: readonly Kind[] = [
  { name: 'apart in the pod', rules: same, candidate: asItIs },
  {
    name: 'apart as neighbours',
    rules: (base) => ({ ...base, separation: { advertiser: 'adjacent', category: 'adjacent' } }),
    candidate: asItIs,
  },
  {
    name: 'exact fill',
    rules: (base) => ({ ...base, minMs: base.roomMs - 15_000, unfilledCostPerSecond: 1 }),
    candidate: asItIs,
  },
  {
    name: 'required lengths',
    rules: (base, stretch) => ({
      ...base,
      requiredAdMs: [15_000, 30_000, 60_000].map((ms) => Math.round(ms * stretch)),
      maxAdMs: 45_000,
    }),
    candidate: asItIs,
  },
  { name: 'positions', rules: (base) => ({ ...base, premium }), candidate: withPositions },
  { name: 'bumpers', rules: (base) => ({ ...base, unfilledCostPerSecond: 0.2 }), candidate: withBumpers },
  { name: 'tiers', rules: same, candidate: withTiers },
  {
    name: 'hybrid',
    rules: (base) => ({ ...base, separation: adjacent }),
    candidate: (spot, chance, place) => withFixed(withTiers(spot, chance), chance, place),
  },
  {
    name: 'films and limits',
    rules: (base) => ({ ...base, separation: { advertiser: 'none', category: 'none' } }),
    candidate: withFilms,
  },
  {
    name: 'everything',
    rules: (base) => ({
      ...base,
      minMs: base.roomMs / 2,
      minAdMs: 10_000,
      maxAdMs: 45_000,
      unfilledCostPerSecond: 0.5,
      separation: adjacent,
      apartFrom: { advertisers: new Set(['advertiser-1.example']), categories: new Set(['IAB3']) },
      premium,
    }),
    candidate: (spot, chance, place) =>
      withFixed(
        withFilms(withBumpers(withPositions(withTiers(spot, chance), chance), chance), chance, place),
        chance,
        place,
      ),
  },
];
