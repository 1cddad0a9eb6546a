import type { Explanation } from '@cutaway/model';
import type { CompiledCap } from '../caps/compiled-cap.js';
import { podLimits, type CapSight } from '../caps/counts.js';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { BundleQuestion, CohortBreak } from '../cohort/cohort-desk.js';
import type { Cohort } from '../cohort/cohort-key.js';
import type { Ask } from '../eligibility/facts.js';
import { hash32 } from '../eligibility/hash.js';
import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import { dimensionsOf } from '../eligibility/targeting/dimensions-of.js';
import type { PodCandidate, PodRules, PodSolution } from '../pod/pod-candidate.js';
import { neighboursIn } from './apart-from.js';
import type { FullDecision } from './decide-full.js';
import type { ScoreOffers } from './score-offers.js';
import { offerItems, type ItemChecks, type Sale } from './offer-items.js';
import { podRules } from './pod-rules.js';

/** What the other rooms do for a decision that many share. */
export interface CohortRooms {
  catalogue(): Catalogue;
  match(ask: Ask, kind: LineItem['kind']): readonly LineItem[];
  sellable(item: LineItem, publisherId: string): readonly SellableCreative[];
  /** What a line item is worth for many, or what holds it: budgets and pacing. */
  paced(lineItemId: string): ReturnType<ItemChecks['paced']>;
  capsOf(lineItemId: string, creativeId: string): readonly CompiledCap[];
  solve(candidates: readonly PodCandidate[], rules: PodRules): PodSolution;
  /** What a model says that offers are worth; left out: there is none. */
  readonly score?: ScoreOffers | undefined;
  readonly nowMs: () => number;
}

/** Caps that need to know who watches. */
const OF_A_VIEWER: readonly CompiledCap['per'][] = ['device', 'user', 'household', 'stream'];
const NOBODY = { device: null, user: null, household: null };

/**
 * All viewers of a cohort as one who asks. It has another name each time: ads are named by it, and a device that sees the same break
 * again, tomorrow or in another programme, must not take them for those that it has beaconed.
 */
export function askOfAll(
  cohort: Cohort,
  { id, startsAtMs }: Pick<CohortBreak, 'id' | 'startsAtMs'>,
  atMs: number,
  version: string,
): Ask {
  const { key, publisherId, facts, consentClass } = cohort;
  return {
    sessionId: `${key}@${atMs}`,
    breakId: id,
    publisherId,
    atMs,
    showsAtMs: Math.max(atMs, startsAtMs ?? atMs),
    facts,
    identity: NOBODY,
    consentClass,
    seed: hash32([key, id, version].join('\0')),
  };
}

/**
 * Decides one pod for all of a cohort, by what is true of each of them. Left out are line items that ask for something in which its
 * viewers differ, those that other viewers of it have, and, where no device counts, those whose caps need to know who watches.
 * Bidders are not asked: a bid is for one viewer.
 */
export async function decideCohort(
  { cohort, brk, withheld }: Pick<BundleQuestion, 'cohort' | 'brk' | 'withheld'>,
  rooms: CohortRooms,
): Promise<FullDecision> {
  const catalogue = rooms.catalogue();
  const publisher = catalogue.publishers.get(cohort.publisherId) ?? catalogue.publishers.get('default');
  if (publisher === undefined)
    throw new Error('Cannot decide for a cohort: the catalogue has no publisher, expected "default" at least');
  const { kind, durationMs, limits, picks, without, apartFrom } = brk;
  const ask = askOfAll(cohort, brk, rooms.nowMs(), catalogue.version);
  const rules = podRules({ kind, durationMs, pod: limits }, publisher, neighboursIn(apartFrom));
  const matched = rooms.match(ask, kind);
  const passedOver: Explanation[] = [];
  const eligible = matched.filter((item) => {
    const verdict = whyNotFor(item, cohort.dropped, [...withheld, ...without]);
    if (verdict !== null) passedOver.push({ candidateId: item.id, verdict });
    return verdict === null;
  });
  const sight: CapSight = { ...NOBODY, shown: [], breakId: brk.id };
  const checks: ItemChecks = {
    capped(item, creative) {
      const cap = picks ? undefined : rooms.capsOf(item.id, creative.id).find(({ per }) => OF_A_VIEWER.includes(per));
      return cap === undefined ? null : { scope: cap.per, detail: `${cap.key}: nobody counts it for all of a cohort` };
    },
    paced: ({ id }) => rooms.paced(id),
    limits: (item, creative) => podLimits(sight, rooms.capsOf(item.id, creative.id), ask.atMs),
  };
  const sale: Sale = {
    ...{ rules, seed: ask.seed, sellable: (item) => rooms.sellable(item, publisher.id) },
    mimes: limits.mimes,
  };
  const items = offerItems(eligible, catalogue, sale, checks);
  const { offers, details } = (await rooms.score?.(ask, items.offers)) ?? { offers: items.offers, details: null };
  const solution = rooms.solve(
    offers.map(({ candidate }) => candidate),
    rules,
  );
  const byId = new Map(offers.map((offer) => [offer.candidate.id, offer]));
  const detailOf = (id: string) => {
    const detail = details?.get(id);
    return detail === undefined ? {} : { detail };
  };
  return {
    chosen: solution.chosen.flatMap(({ id }) => byId.get(id) ?? []),
    ...{ offers, rules, solution },
    explanations: [
      ...solution.chosen.map(({ id }) => ({ candidateId: id, verdict: 'chosen', ...detailOf(id) })),
      ...solution.skipped.map(({ id, reason }) => ({ candidateId: id, verdict: reason, ...detailOf(id) })),
      ...items.passedOver,
      ...passedOver,
    ],
  };
}

function whyNotFor(item: LineItem, dropped: readonly string[], withheld: readonly string[]): string | null {
  if (withheld.includes(item.id)) return 'of-other-viewers';
  if (dropped.length === 0 || item.targeting === null) return null;
  const isUnsure = dimensionsOf([item.targeting]).some(({ dimension }) => dropped.includes(dimension));
  return isUnsure ? 'cohort-differs' : null;
}
