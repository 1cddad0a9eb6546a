import type { DecisionRequest, Explanation, WallMs } from '@cutaway/model';
import type { Collector } from '../beacons/collector.js';
import type { TokenKeys } from '../beacons/token-keys.js';
import {
  createCohortDesk,
  type ApartFrom,
  type CohortAnswer,
  type BundleQuestion,
  type CohortBreak,
  type CohortDeskOptions,
} from '../cohort/cohort-desk.js';
import type { UsedDimension } from '../cohort/cohort-key.js';
import { nextApartFrom } from './apart-from.js';
import { countsOf } from './counts-of.js';
import { askOfAll, decideCohort, type CohortRooms } from './decide-cohort.js';
import type { Offer } from './offer.js';
import type { PodQuestion } from './open-pod.js';
import { placePod, type PlacedPod } from './place-pod.js';
import { NO_NEIGHBOURS, type Neighbours } from './pod-rules.js';
import { standInsFor } from './stand-ins.js';
import type { StreamAd } from './stream-memory.js';

export interface CohortRoomOptions
  extends CohortRooms, Pick<CohortDeskOptions<CohortPod>, 'random' | 'money' | 'viewersOf' | 'pPlayOf' | 'maxCohorts'> {
  readonly keys: TokenKeys;
  readonly collector: Pick<Collector, 'decided'>;
  /** Takes an ad out of its budgets, for one viewer of a pod that was issued then. */
  take(lineItemId: string, issuedAtMs: WallMs): boolean;
  /** An answer that the log did not take: it is given all the same. */
  onFault(error: unknown): void;
}

/** A pod that all of a cohort are answered with. */
export interface CohortPod extends PlacedPod {
  /** Line items of the pod, in order. */
  readonly sold: readonly string[];
  readonly explanations: readonly Explanation[];
  readonly issuedAtMs: WallMs;
  /** What a stream remembers of it, as soon as it is known which. */
  readonly ads: readonly StreamAd[];
}

/** A cohort's answer, and for how long others may have it. */
export interface CohortServed extends CohortPod {
  readonly cohortKey: string;
  readonly cacheControl: string;
}

/** Decisions for many at once. Each rejects where something breaks, and is null where there is nothing to show. */
export interface CohortRoom {
  /** Of a catalogue that is published: what its line items ask for. */
  publish(version: string, used: readonly UsedDimension[]): void;
  /**
   * For one viewer whom we see: his part of each budget is taken, and where no device picks, it is kept apart from what his stream had
   * (`neighbours`; left out: nothing).
   */
  forViewer(question: PodQuestion, neighbours?: Neighbours): Promise<CohortServed | null>;
  /** The same at once, with what was decided before: 'not-ready' where that has to be done first, or once more. */
  ready(question: PodQuestion, neighbours?: Neighbours): CohortServed | null | 'not-ready';
  /** For a cache that hands it on. `part` stands for a part of the viewers; null: for whoever asks. */
  forCache(question: PodQuestion, part: string | null): Promise<CohortServed | null>;
  /** The same at once, as `ready`. */
  readyForCache(question: PodQuestion, part: string | null): CohortServed | null | 'not-ready';
}

/** A pod whose ads run out, or were shown to this viewer too lately, is decided so often without them. */
const MOST_TRIES = 6;
const NOTHING: readonly string[] = [];

export function createCohortRoom(options: CohortRoomOptions): CohortRoom {
  const desk = createCohortDesk<CohortPod>({ ...options, solve: podFor });

  async function podFor(question: BundleQuestion): Promise<CohortPod | null> {
    const { cohort, brk } = question;
    const { kind, durationMs, picks } = brk;
    const found = await decideCohort(question, options);
    const { chosen, explanations } = found;
    if (chosen.length === 0) return null;
    const catalogue = options.catalogue();
    const separation = (catalogue.publishers.get(cohort.publisherId) ?? catalogue.publishers.get('default'))
      ?.separation;
    const about = aboutAll(question, catalogue.version);
    const placed = placePod(
      { ...about, keys: options.keys, cohort: cohort.key },
      {
        chosen,
        standIns: standInsFor({ kind, durationMs, picks, isAhead: brk.expiresAtMs !== null }, found),
        countsOf: (offer) =>
          countsOf(offer, {
            caps: capsOf(offer),
            separation: separation ?? { advertiser: 'none', category: 'none' },
          }),
      },
      catalogue,
    );
    // Kept for the reports; an answer does not wait for the disk.
    void options.collector.decided(placed.token, null).catch(options.onFault);
    const { atMs: issuedAtMs } = about.ask;
    return { ...placed, issuedAtMs, explanations, sold: chosen.flatMap(soldBy), ads: chosen.map(shownAs) };
  }

  function aboutAll({ cohort, brk }: BundleQuestion, version: string): Omit<PodQuestion, 'keys' | 'cohort'> {
    const ask = askOfAll(cohort, brk, options.nowMs(), version);
    const { id: breakId, kind, durationMs, channel, baseUrl, beaconedBy } = brk;
    const request: DecisionRequest = {
      ...{ protocol: 1, sessionId: ask.sessionId, breakId, kind, durationMs, startsAt: 0, upids: [], budgetMs: 0 },
      viewing: { content: { channel } },
    };
    return { request, ask, asker: { baseUrl, beaconedBy } };
  }

  const capsOf = ({ of }: Offer) => (of.type === 'bid' ? [] : options.capsOf(of.lineItem.id, of.creative.id));
  const shownAs = (offer: Offer) => ({
    advertisers: offer.candidate.advertisers,
    categories: offer.candidate.categories,
    keys: capsOf(offer).map(({ key }) => key),
  });

  /** One for as long as it says the same: caches ask for few, each again and again. */
  const lastServed = new WeakMap<CohortPod, CohortServed>();
  function served(answer: CohortAnswer<CohortPod> | null): CohortServed | null {
    if (answer === null) return null;
    const { bundle, cohort, cacheControl } = answer;
    const last = lastServed.get(bundle);
    if (last?.cacheControl === cacheControl && last.cohortKey === cohort.key) return last;
    const now: CohortServed = { ...bundle, cohortKey: cohort.key, cacheControl };
    lastServed.set(bundle, now);
    return now;
  }

  /** Takes the viewer's part of its budgets. Line items of it that have run out, and nothing is taken, where there are any. */
  function takeFor(pod: CohortServed | null): readonly string[] {
    const sold = pod?.sold ?? [];
    const gone = sold.filter((id) => 'held' in options.paced(id));
    if (gone.length === 0) for (const id of sold) options.take(id, pod?.issuedAtMs ?? 0);
    return gone;
  }

  return {
    publish: (version, used) => desk.publish(version, used),
    async forViewer(question, neighbours = NO_NEIGHBOURS) {
      const without: string[] = [];
      let apartFrom: ApartFrom | null = null;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const brk = breakOf(question, false, without, apartFrom);
        const pod = served(await desk.decide(question.ask.sessionId, question.ask, brk));
        const further = furtherFrom(question, pod, apartFrom, neighbours, tries);
        if (further !== null) {
          apartFrom = further;
          continue;
        }
        const gone = takeFor(pod);
        if (gone.length === 0) return pod;
        without.push(...gone);
      }
      return null;
    },
    ready(question, neighbours = NO_NEIGHBOURS) {
      let apartFrom: ApartFrom | null = null;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const brk = breakOf(question, false, NOTHING, apartFrom);
        const answer = desk.ready(question.ask.sessionId, question.ask, brk);
        if (answer === 'not-ready') return answer;
        const pod = served(answer);
        const further = furtherFrom(question, pod, apartFrom, neighbours, tries);
        if (further === null) return takeFor(pod).length === 0 ? pod : 'not-ready';
        apartFrom = further;
      }
      return 'not-ready';
    },
    readyForCache(question, part) {
      const answer = desk.ready(part, question.ask, breakOf(question, true, NOTHING, null));
      return answer === 'not-ready' ? answer : served(answer);
    },
    forCache: async (question, part) =>
      served(await desk.decide(part, question.ask, breakOf(question, true, NOTHING, null))),
  };
}

/** A device that picks keeps apart by itself. */
const furtherFrom = (
  { request }: PodQuestion,
  pod: CohortServed | null,
  ...[before, neighbours, tries]: readonly [ApartFrom | null, Neighbours, number]
): ApartFrom | null =>
  pod === null || request.picks === true ? null : nextApartFrom(pod.ads, before, neighbours, tries);

/** What is asked, as far as it may be the same for many. */
function breakOf(
  { request, ask, asker }: PodQuestion,
  isShared: boolean,
  without: readonly string[],
  apartFrom: ApartFrom | null,
): CohortBreak {
  const { kind, durationMs, pod: limits = {}, hint, picks = false, viewing } = request;
  const { baseUrl, beaconedBy } = asker;
  // One by one: it is done for each who is turned away, and spreading costs more than all the rest of it.
  return {
    channel: viewing?.content?.channel ?? ask.publisherId,
    id: ask.breakId,
    kind,
    durationMs,
    limits,
    picks,
    startsAtMs: hint?.expectedStartMs ?? null,
    expiresAtMs: hint?.expiresAtMs ?? null,
    baseUrl,
    beaconedBy,
    isShared,
    without: without.length > 1 ? [...without].sort() : without,
    apartFrom,
  };
}

const soldBy = ({ of }: Offer): readonly string[] => (of.type === 'bid' ? [] : [of.lineItem.id]);
