import type { Catalogue, Expression, LineItem } from '../../packages/decisioning/src/catalogue/catalogue.js';
import {
  aCatalogue,
  aCreative,
  aLineItem,
  anAdvertiser,
  anAsk,
  aPublisher,
} from '../../packages/decisioning/src/eligibility/a-catalogue.builder.js';
import type { Ask } from '../../packages/decisioning/src/eligibility/facts.js';

/** Chance that repeats itself: mulberry32. From 0 until below 1. */
export type Dice = () => number;

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const named = (prefix: string, count: number) => Array.from({ length: count }, (_none, at) => `${prefix}${at}`);

/** Dimensions with their values, how often a line item targets them, and how many values an ask has. */
const DIMENSIONS = [
  { dimension: 'geo.country', values: named('c', 40), chance: 0.7, known: 1 },
  { dimension: 'geo.region', values: named('r', 400), chance: 0.2, known: 1 },
  { dimension: 'device.type', values: named('t', 6), chance: 0.4, known: 1 },
  { dimension: 'device.os', values: named('o', 12), chance: 0.15, known: 1 },
  { dimension: 'content.genre', values: named('g', 60), chance: 0.35, known: 3 },
  { dimension: 'content.channel', values: named('ch', 200), chance: 0.15, known: 1 },
  { dimension: 'content.language', values: named('l', 30), chance: 0.2, known: 1 },
  { dimension: 'segment', values: named('s', 3000), chance: 0.4, known: 25 },
  { dimension: 'day', values: named('d', 7), chance: 0.1, known: 1 },
  { dimension: 'hour', values: named('h', 24), chance: 0.2, known: 1 },
  { dimension: 'custom.team', values: named('k', 50), chance: 0.1, known: 2 },
] as const;

const pick = <T>(values: readonly T[], dice: Dice): T => values[Math.floor(dice() * values.length)] as T;
const pickSome = <T>(values: readonly T[], most: number, dice: Dice): T[] => [
  ...new Set(Array.from({ length: 1 + Math.floor(dice() * most) }, () => pick(values, dice))),
];

function anyTargeting(dice: Dice): Expression | null {
  const parts: Expression[] = [];
  for (const { dimension, values, chance } of DIMENSIONS) {
    if (dice() >= chance) continue;
    const list = { dimension, in: pickSome(values, Math.ceil(values.length / 4), dice) };
    parts.push(dice() < 0.1 ? { not: list } : list);
  }
  if (parts.length === 0) return null;
  if (parts.length > 1 && dice() < 0.1) {
    const [first, ...rest] = parts as [Expression, ...Expression[]];
    return { any: [first, { all: rest }] };
  }
  return { all: parts };
}

export function anyCatalogue(count: number, dice: Dice): Catalogue {
  const advertisers = named('adv', 500).map((id) =>
    anAdvertiser({ id, domain: `${id}.example`, categories: [`IAB${1 + Math.floor(dice() * 23)}`] }),
  );
  const lineItems = named('li', count).map((id): LineItem =>
    aLineItem({
      id,
      advertiserId: pick(advertisers, dice).id,
      kind: dice() < 0.9 ? 'linear' : 'overlay',
      status: dice() < 0.95 ? 'live' : 'paused',
      startsAt: Date.parse('2026-11-26T20:00:00Z') + Math.round((dice() - 0.9) * 86_400_000 * 10),
      creatives: [{ id: 'film', weight: 1 }],
      targeting: anyTargeting(dice),
    }),
  );
  const publishers = [aPublisher({ blockedCategories: ['IAB7', 'IAB23'], blockedDomains: ['adv3.example'] })];
  return aCatalogue({ lineItems, advertisers, creatives: [aCreative()], publishers });
}

export function anyAsk(dice: Dice): Ask {
  const facts = DIMENSIONS.map(({ dimension, values, known }) => [dimension, pickSome(values, known, dice)] as const);
  return anAsk(Object.fromEntries(facts));
}
