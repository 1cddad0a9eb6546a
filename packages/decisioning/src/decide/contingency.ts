import type { DecisionRequest, PodLimits } from '@cutaway/model';
import type { Catalogue, Creative, LineItem, Publisher } from '../catalogue/catalogue.js';
import type { BreakPlan } from '../live/break-plan.js';
import { hasTypeOf } from '../pod/media-types.js';
import type { PodRules } from '../pod/pod-candidate.js';
import { soldAs } from '../pod/sold-as.js';
import { TIERS, filmsOf } from './offer-items.js';
import type { Offer } from './offer.js';
import { podRules } from './pod-rules.js';

type Question = Pick<DecisionRequest, 'kind' | 'durationMs' | 'pod'>;

/** What beacons of a contingency pod count for. */
const CONTINGENCY = 'contingency';
/** 2^n ways are tried: enough for two minutes of ten-second films. */
const MAX_CREATIVES = 12;
/** Pods kept ready for one catalogue: breaks have few lengths. */
const MOST_READY = 1000;

/** By the films of a catalogue: another snapshot has others. */
const ready = new WeakMap<Catalogue['creatives'], Map<string, readonly Offer[]>>();

/**
 * The fullest pod that the publisher's contingency creatives make: no targeting, no caps, nothing to wait for. Of two that are as long
 * the one that comes first in the publisher's order; no film twice. Empty where there is none, and for an overlay. Worked out once for
 * breaks that are alike.
 */
export function contingencyOffers(
  request: Question,
  publisher: Publisher,
  { creatives }: Pick<Catalogue, 'creatives'>,
): readonly Offer[] {
  if (request.kind === 'overlay' || publisher.contingency.length === 0) return [];
  const { roomMs, minMs, maxAds, minAdMs, maxAdMs, requiredAdMs } = podRules(request, publisher);
  const mimes = request.pod?.mimes;
  const key = JSON.stringify([publisher.id, roomMs, minMs, maxAds, minAdMs, maxAdMs, requiredAdMs, mimes]);
  const known = ready.get(creatives) ?? new Map<string, readonly Offer[]>();
  ready.set(creatives, known);
  const written = known.get(key);
  if (written !== undefined) return written;
  const limits = { roomMs, minMs, maxAds, minAdMs, maxAdMs, requiredAdMs, mimes };
  const offers = fullest(filmsWithin(publisher, creatives, limits), limits).map(offerOf);
  if (known.size >= MOST_READY) known.clear();
  known.set(key, offers);
  return offers;
}

/** Works out the pods of a break that is known ahead, for every publisher, before a million players ask at once. */
export function prepareContingency(
  { durationMs, limits }: Pick<BreakPlan, 'durationMs' | 'limits'>,
  catalogue: Pick<Catalogue, 'creatives' | 'publishers'>,
): void {
  for (const publisher of catalogue.publishers.values()) {
    contingencyOffers({ kind: 'linear', durationMs, pod: limits }, publisher, catalogue);
    contingencyOffers({ kind: 'linear', durationMs }, publisher, catalogue);
  }
}

type Limits = Pick<PodRules, 'roomMs' | 'minMs' | 'maxAds' | 'minAdMs' | 'maxAdMs' | 'requiredAdMs'> & {
  readonly mimes: PodLimits['mimes'] | undefined;
};

function filmsWithin(
  { contingency }: Publisher,
  creatives: Catalogue['creatives'],
  { mimes, ...limits }: Limits,
): readonly Creative[] {
  return contingency
    .flatMap((id) => creatives.get(id) ?? [])
    .filter(({ kind, readiness, durationMs }) => kind === 'linear' && readiness === 'ready' && durationMs > 0)
    .filter(({ mediaFiles }) => mimes === undefined || hasTypeOf(mediaFiles, mimes))
    .filter(({ durationMs }) => durationMs <= limits.roomMs && soldAs(durationMs, limits) !== null)
    .filter((film, at, all) => all.findIndex((other) => isSameFilm(film, other)) === at)
    .slice(0, MAX_CREATIVES);
}

function fullest(films: readonly Creative[], { roomMs, minMs, maxAds }: Limits): readonly Creative[] {
  const byLength = new Map<number, readonly Creative[]>([[0, []]]);
  for (const film of films)
    for (const [lengthMs, pod] of [...byLength]) {
      const longer = lengthMs + film.durationMs;
      const isRoom = longer <= roomMs && pod.length < maxAds;
      const known = byLength.get(longer);
      // As long with fewer ads leaves room for more of them.
      if (isRoom && (known === undefined || known.length > pod.length + 1)) byLength.set(longer, [...pod, film]);
    }
  const longestMs = Math.max(...byLength.keys());
  return longestMs >= minMs ? (byLength.get(longestMs) ?? []) : [];
}

const isSameFilm = (one: Creative, other: Creative): boolean =>
  one === other || filmsOf(one).some((name) => filmsOf(other).includes(name));

function offerOf(creative: Creative): Offer {
  const { id, durationMs, categories } = creative;
  return {
    candidate: {
      ...{ id: `${CONTINGENCY}/${id}`, durationMs, value: 0, tier: TIERS.house, advertisers: [], categories },
      ...{ films: filmsOf(creative), position: 'any', limits: [] },
    },
    of: { type: 'line-item', creative, lineItem: houseItem(id) },
  };
}

function houseItem(id: string): LineItem {
  return {
    ...{
      id: `${CONTINGENCY}/${id}`,
      campaignId: CONTINGENCY,
      advertiserId: CONTINGENCY,
      type: 'house',
      kind: 'linear',
    },
    ...{ priceCpm: 0, startsAt: null, endsAt: null, status: 'live', goal: { of: 'nothing' }, pacing: 'asap' },
    ...{ targeting: null, caps: [], creatives: [{ id, weight: 1 }], position: 'any' },
  };
}
