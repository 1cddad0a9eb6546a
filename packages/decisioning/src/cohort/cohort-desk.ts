import type { BeaconParty, BreakKind, PodLimits, WallMs } from '@cutaway/model';
import { forgetOldest } from '../beacons/forget-oldest.js';
import { sliceCohort, sliceOf, type ScarceItem, type Slice } from './budget-share.js';
import { createCohortBudget } from './cohort-budget.js';
import { createCohortCache, type CohortCache, type Life } from './cohort-cache.js';
import { cohortShape, type Cohort, type CohortAsk, type UsedDimension } from './cohort-key.js';
import { cohortCacheControl, justInTimeLife, prefetchLife } from './cohort-life.js';

/** The break that many are asked about at once, and all that tells its answers apart: nothing of it is one viewer's. */
export interface CohortBreak {
  /** The channel, and the plan's id or the break's: the same for all who see it. */
  readonly channel: string;
  readonly id: string;
  readonly kind: BreakKind;
  readonly durationMs: number | null;
  readonly limits: PodLimits;
  /** Who fetches ahead: when it begins. null, or left out: now. */
  readonly startsAtMs?: WallMs | null;
  /** Who fetches ahead: until when. null: players wait. */
  readonly expiresAtMs: WallMs | null;
  /** The viewers' devices count for themselves and pick. */
  readonly picks: boolean;
  /** A cache hands the answer on: who gets it is never known. */
  readonly isShared: boolean;
  readonly baseUrl: string;
  readonly beaconedBy: BeaconParty;
  /** Line items that have run out since it was decided, sorted. */
  readonly without: readonly string[];
  /** Whom its pod must not have, since the streams of these viewers had them too near. null: it has none of those. */
  readonly apartFrom: ApartFrom | null;
}

/** Advertisers and categories, each sorted. */
export interface ApartFrom {
  readonly advertisers: readonly string[];
  readonly categories: readonly string[];
}

/** What is decided for all of a cohort: line items of the pod, each once for each of its ads, are what the cohort spends. */
export interface Sold {
  readonly sold: readonly string[];
}

export interface BundleQuestion {
  readonly cohort: Cohort;
  readonly brk: CohortBreak;
  /** Line items that these viewers must not have: others of the cohort have them. */
  readonly withheld: readonly string[];
}

/** What line items have left, in impressions. */
export interface CohortMoney {
  /** Line items that match the cohort and that not all may have, where so many impressions are to be given. */
  scarce(cohort: Cohort, brk: CohortBreak, impressions: number): readonly ScarceItem[];
  /** So many are as good as spent, until `untilMs`: impressions make it real. */
  expect(lineItemId: string, impressions: number, untilMs: WallMs): void;
}

export interface CohortDeskOptions<B extends Sold> {
  /** Solves for a cohort what is else solved for a viewer. null: there is nothing to show. */
  readonly solve: (question: BundleQuestion) => Promise<B | null>;
  readonly nowMs: () => WallMs;
  readonly random: () => number;
  readonly money: CohortMoney;
  /** Who watches a channel now. */
  readonly viewersOf: (channel: string) => number;
  /** Which share of what is decided is shown. */
  readonly pPlayOf: (channel: string) => number;
  readonly maxCohorts?: number;
}

/** What a cohort's viewers get, and how long a cache may give it to others. */
export interface CohortAnswer<B> {
  readonly bundle: B;
  readonly cohort: Cohort;
  readonly life: Life;
  /** Safe in the path of a URL: the answer is the same for all who ask with it. */
  readonly cacheKey: string;
  readonly cacheControl: string;
}

/** Decisions for many at once. */
export interface CohortDesk<B extends Sold> {
  /** Of a new catalogue: what its live line items ask for. Answers of the old one are forgotten. */
  publish(version: string, used: readonly UsedDimension[], dropOrder?: readonly string[]): void;
  /**
   * null: nothing to show. Rejects where `solve` does. `viewer` says which part of the cohort is asked for: its session, or any text
   * that stands for it. null: nobody says, so what not all may have is for none.
   */
  decide(viewer: string | null, ask: CohortAsk, brk: CohortBreak): Promise<CohortAnswer<B> | null>;
  /** The same with what is in memory, for who cannot wait: 'not-ready' where it has to be decided, or is to be renewed. */
  ready(viewer: string | null, ask: CohortAsk, brk: CohortBreak): CohortAnswer<B> | null | 'not-ready';
  counts(): ReturnType<CohortCache<unknown>['counts']> & { readonly cohorts: number };
}

interface Decided<B> {
  /** null: there is nothing to show. */
  readonly bundle: B | null;
  readonly life: Life;
}

interface Place {
  readonly cohort: Cohort;
  readonly breakName: string;
}

/** How long after its end a break's slices are known. */
const SLICES_KEPT_MS = 60_000;
const EXPECTED_KEPT = 40_000;

export function createCohortDesk<B extends Sold>(options: CohortDeskOptions<B>): CohortDesk<B> {
  const { solve, nowMs, random, money, viewersOf, pPlayOf, maxCohorts } = options;
  const limit = maxCohorts === undefined ? {} : { maxCohorts };
  const slicesCache = createCohortCache<readonly Slice[]>({ nowMs, random });
  const cache = createCohortCache<Decided<B>>({ nowMs, random });
  let budget = createCohortBudget([], limit);
  const expected = new Map<string, ReadonlyMap<string, number>>();
  /** Of asks that caches repeat. A viewer's own comes once, and is worth no memory. */
  let known = new WeakMap<CohortAsk, Cohort>();
  let version = '';

  const lifeOf = ({ expiresAtMs }: CohortBreak): Life =>
    expiresAtMs === null ? justInTimeLife(nowMs(), { chance: random() }) : prefetchLife(expiresAtMs);

  const impressionsOf = (cohort: Cohort, { channel }: CohortBreak): number =>
    viewersOf(channel) * budget.shareOf(cohort.key) * pPlayOf(channel);

  /** Settled once for a break, or viewers would change sides while the money goes. */
  function slicesOf({ cohort, breakName }: Place, brk: CohortBreak): Promise<readonly Slice[]> {
    const load = async () => sliceCohort(money.scarce(cohort, brk, impressionsOf(cohort, brk)));
    const untilMs = brk.expiresAtMs ?? nowMs() + (brk.durationMs ?? 0) + SLICES_KEPT_MS;
    return slicesCache.get(`${cohort.key}/${breakName}`, load, () => ({
      freshUntilMs: untilMs,
      staleUntilMs: untilMs,
    }));
  }

  /** A decision that is made anew while its break is on spends nothing twice. */
  function expectOnce(cacheKey: string, sold: readonly string[], impressions: number, untilMs: WallMs): void {
    const before = expected.get(cacheKey) ?? new Map<string, number>();
    const counted = new Map<string, number>();
    for (const lineItemId of sold) {
      const place = (counted.get(lineItemId) ?? 0) + 1;
      counted.set(lineItemId, place);
      if (place > (before.get(lineItemId) ?? 0)) money.expect(lineItemId, impressions, untilMs);
    }
    for (const [id, count] of before) counted.set(id, Math.max(count, counted.get(id) ?? 0));
    expected.delete(cacheKey);
    expected.set(cacheKey, counted);
    if (expected.size > EXPECTED_KEPT) forgetOldest(expected, EXPECTED_KEPT >> 4);
  }

  async function solveFor(cohort: Cohort, brk: CohortBreak, slice: Slice, cacheKey: string) {
    const bundle = await solve({ cohort, brk, withheld: slice.withheld });
    const life = lifeOf(brk);
    const impressions = impressionsOf(cohort, brk) * (slice.to - slice.from);
    // Of an answer that nobody hands on each viewer is seen, and pays for himself.
    if (brk.isShared) expectOnce(cacheKey, bundle?.sold ?? [], impressions, life.staleUntilMs);
    return { bundle, life };
  }

  function placeOf(ask: CohortAsk, brk: CohortBreak): Place {
    return {
      cohort: budget.assign(ask, brk.isShared ? known : undefined),
      breakName: keyOf([version, brk.channel, brk.id, brk.kind]),
    };
  }

  /** null: nobody of that name is in it. */
  function partOf(viewer: string | null, { cohort, breakName }: Place, brk: CohortBreak, slices: readonly Slice[]) {
    const slice = viewer === null ? ofNobody(slices) : sliceOf(slices, viewer, breakName);
    const part = viewer === null ? 'all' : Math.round((slice?.from ?? 0) * 100);
    return slice && { slice, cacheKey: `${cohort.key}-${part}/${breakName}/${howAsked(brk)}` };
  }

  const answerOf = ({ bundle, life }: Decided<B>, cohort: Cohort, cacheKey: string): CohortAnswer<B> | null =>
    bundle && { bundle, cohort, life, cacheKey, cacheControl: cohortCacheControl(life, nowMs()) };

  return {
    publish(newVersion, used, dropOrder = []) {
      version = newVersion;
      budget = createCohortBudget(cohortShape(used), { ...limit, dropOrder });
      known = new WeakMap();
      cache.clear();
      slicesCache.clear();
    },
    async decide(viewer, ask, brk) {
      const place = placeOf(ask, brk);
      const part = partOf(viewer, place, brk, await slicesOf(place, brk));
      if (part === null) return null;
      const { cohort } = place;
      const { slice, cacheKey } = part;
      const load = () => solveFor(cohort, brk, slice, cacheKey);
      return answerOf(await cache.get(cacheKey, load, () => lifeOf(brk)), cohort, cacheKey);
    },
    ready(viewer, ask, brk) {
      const place = placeOf(ask, brk);
      const slices = slicesCache.peek(`${place.cohort.key}/${place.breakName}`);
      if (slices === undefined) return 'not-ready';
      const part = partOf(viewer, place, brk, slices);
      if (part === null) return null;
      const decided = cache.peek(part.cacheKey);
      return decided === undefined ? 'not-ready' : answerOf(decided, place.cohort, part.cacheKey);
    },
    counts: () => ({ ...cache.counts(), cohorts: budget.size() }),
  };
}

/** The whole of a cohort, where it is not known who is in which slice. */
function ofNobody(slices: readonly Slice[]): Slice {
  return { from: 0, to: 1, withheld: [...new Set(slices.flatMap(({ withheld }) => withheld))] };
}

/** What else tells answers for one break apart. */
function howAsked(brk: CohortBreak): string {
  const { durationMs, limits, expiresAtMs, picks, isShared, baseUrl, beaconedBy, without, apartFrom } = brk;
  const by = [picks ? 'picks' : 'shows', isShared ? 'shared' : 'own', baseUrl, beaconedBy, without.join(',')];
  if (apartFrom !== null) by.push(JSON.stringify(apartFrom));
  return keyOf([durationMs ?? 'open', JSON.stringify(limits), expiresAtMs ?? 'now', ...by]);
}

const keyOf = (parts: readonly (string | number)[]): string => parts.map(encodeURIComponent).join('/');
