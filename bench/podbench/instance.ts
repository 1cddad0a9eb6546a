import type { PodCandidate, PodRules } from '../../packages/decisioning/src/pod/pod-candidate.js';
import { chanceOf, type Chance } from './chance.js';
import { KINDS, type Kind } from './kinds.js';

export const INSTANCES = 10_000;

/** Candidates, and the break that is usual for an inventory of that size. */
const SIZES = [
  { candidates: 20, roomMs: 60_000, maxAds: 4 },
  { candidates: 50, roomMs: 90_000, maxAds: 6 },
  { candidates: 100, roomMs: 120_000, maxAds: 8 },
  { candidates: 200, roomMs: 120_000, maxAds: 8 },
  { candidates: 400, roomMs: 180_000, maxAds: 10 },
] as const;

/** Who sells what: any advertiser in any category, or each advertiser in one. */
const STRUCTURES = ['spread', 'one category each'] as const;

export interface Instance {
  readonly id: number;
  readonly size: number;
  readonly structure: (typeof STRUCTURES)[number];
  readonly kind: Kind['name'];
  readonly candidates: readonly PodCandidate[];
  readonly rules: PodRules;
}

/** Seconds of a spot, in percent: what CTV breaks are made of. */
const SPOTS = [
  [6, 5],
  [10, 5],
  [15, 45],
  [20, 4],
  [30, 34],
  [45, 2],
  [60, 5],
] as const;

/** CPM of 15 s: log-normal, half of it above 22, two thirds between 13 and 36. A spot twice as long costs 1.6 times as much. */
const MEDIAN_CPM = 22;
const SIGMA = 0.5;
const LENGTH_EXPONENT = 0.7;

const CATEGORIES = 25;
/** In so many instances films are as long as their frames: 15.015 s and 30.03 s. */
const FRAME_TRUE = 0.1;

/** The same for the same id, from 0 below `INSTANCES`. */
export function instanceOf(id: number): Instance {
  const size = SIZES[id % SIZES.length] ?? SIZES[0];
  const structure = STRUCTURES[Math.floor(id / SIZES.length) % STRUCTURES.length] ?? STRUCTURES[0];
  const kind = KINDS[Math.floor(id / (SIZES.length * STRUCTURES.length)) % KINDS.length];
  if (kind === undefined) throw new RangeError(`Cannot make instance ${id}: no such kind, expected an id from 0`);
  const chance = chanceOf(id + 1);
  const stretch = chance.in(FRAME_TRUE) ? 1.001 : 1;
  const advertisers = Math.ceil(size.candidates / 3);
  const categoryOf = Array.from({ length: advertisers }, () => chance.zipf(CATEGORIES));
  const plain = Array.from({ length: size.candidates }, (_none, at) => {
    const advertiser = chance.zipf(advertisers);
    const category = structure === 'spread' ? chance.zipf(CATEGORIES) : (categoryOf[advertiser] ?? 0);
    return aSpot(chance, { at, advertiser, category, stretch });
  });
  const base: PodRules = {
    roomMs: size.roomMs,
    minMs: 0,
    maxAds: size.maxAds,
    minAdMs: 0,
    maxAdMs: size.roomMs,
    requiredAdMs: null,
    unfilledCostPerSecond: 0,
    separation: { advertiser: 'pod', category: 'pod' },
    apartFrom: { advertisers: new Set(), categories: new Set() },
    premium: { first: 1, last: 1 },
  };
  const rules = kind.rules(base, stretch);
  const candidates = plain.map((spot, at) => kind.candidate(spot, chance, { at, rules }));
  return { id, size: size.candidates, structure, kind: kind.name, candidates, rules };
}

function aSpot(
  chance: Chance,
  { at, advertiser, category, stretch }: { at: number; advertiser: number; category: number; stretch: number },
): PodCandidate {
  const seconds = chance.weighted(SPOTS);
  const cpm = MEDIAN_CPM * Math.exp(SIGMA * chance.normal()) * (seconds / 15) ** LENGTH_EXPONENT;
  return {
    id: `c${at}`,
    durationMs: Math.round(seconds * 1000 * stretch),
    value: Math.round(cpm * 100) / 100,
    tier: 0,
    advertisers: [`advertiser-${advertiser}.example`],
    categories: [`IAB${category + 1}`],
    films: [`film-${at}`],
    position: 'any',
    limits: [],
  };
}

/** What an instance is, in eight hexadecimal digits (FNV-1a): whoever makes it anew can tell whether it is the same. */
export function hashOf({ candidates, rules }: Instance): string {
  const apartFrom = [...rules.apartFrom.advertisers, ...rules.apartFrom.categories];
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify([candidates, { ...rules, apartFrom }])) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
