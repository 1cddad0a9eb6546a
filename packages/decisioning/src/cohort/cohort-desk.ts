import type { AdCounts, Ad, Alternate, BreakKind, LadderRung, PodLimits, WallMs } from '@cutaway/model';
import { shareFor, sliceCohort, sliceOf, type Slice } from './budget-share.js';
import { createCohortBudget } from './cohort-budget.js';
import { createCohortCache, type CohortCache, type Life } from './cohort-cache.js';
import { cohortShape, type Cohort, type CohortAsk, type UsedDimension } from './cohort-key.js';
import { cohortCacheControl, justInTimeLife, prefetchLife } from './cohort-life.js';

/** The break that many are asked about at once. */
export interface CohortBreak {
  /** The channel, and the plan's id or the break's: the same for all who see it. */
  readonly channel: string;
  readonly id: string;
  readonly kind: BreakKind;
  readonly durationMs: number | null;
  readonly limits: PodLimits;
  /** Who fetches ahead: until when. null: players wait. */
  readonly expiresAtMs: WallMs | null;
}

/** One decision for all of a cohort: the pod, and what each device may make of it by itself. */
export interface Bundle {
  readonly ads: readonly Ad[];
  /** For each slot, ranked. */
  readonly alternates: readonly Alternate[];
  /** Of ads and alternates: separation groups and frequency rules, which the device applies. */
  readonly counts: readonly AdCounts[];
  readonly ladder: readonly LadderRung[];
  /** Line items of `ads`, each once for each of its ads: what the cohort spends. */
  readonly sold: readonly { readonly lineItemId: string; readonly priceCpm: number }[];
}

/** Solves for a cohort what is else solved for a viewer. null: there is nothing to show. */
export type SolveBundle = (question: BundleQuestion) => Promise<Bundle | null>;
export interface BundleQuestion {
  readonly cohort: Cohort;
  readonly brk: CohortBreak;
  /** Line items that it must not use: they have too little left for these viewers. */
  readonly withheld: readonly string[];
  /** Alternates wanted for each slot. */
  readonly alternates: number;
}

/** What line items have left. Amounts in the catalogue's currency. */
export interface CohortMoney {
  /** Line items with less left than `mostSpend(priceCpm)`, as far as they may match the cohort. */
  scarce(
    cohort: Cohort,
    mostSpend: (priceCpm: number) => number,
  ): readonly { readonly lineItemId: string; readonly remaining: number; readonly priceCpm: number }[];
  /** So much is as good as spent, until `untilMs`: impressions make it real. */
  expect(lineItemId: string, amount: number, untilMs: WallMs): void;
}

export interface CohortDeskOptions {
  readonly solve: SolveBundle;
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
export interface CohortAnswer {
  readonly bundle: Bundle;
  readonly cohort: Cohort;
  readonly life: Life;
  /** Safe in the path of a URL: the answer is the same for all who ask with it. */
  readonly cacheKey: string;
  readonly cacheControl: string;
}

/** Decisions for many at once. */
export interface CohortDesk {
  /** Of a new catalogue: what its live line items ask for. Answers of the old one are forgotten. */
  publish(version: string, used: readonly UsedDimension[], dropOrder?: readonly string[]): void;
  /** null: nothing to show. Rejects where `solve` does. */
  decide(sessionId: string, ask: CohortAsk, brk: CohortBreak): Promise<CohortAnswer | null>;
  /**
   * Takes a decision for one viewer that came too late for it, if it may be the cohort's: nothing personal may be in it. False: not
   * used, since it has what the viewer's slice is not to have, or is decided by what others of the cohort do not share.
   */
  warm(sessionId: string, ask: CohortAsk, brk: CohortBreak, bundle: Bundle): Promise<boolean>;
  counts(): ReturnType<CohortCache<unknown>['counts']> & { readonly cohorts: number };
}

/** Three to five: a device that has seen the first two still has one. */
const ALTERNATES = 4;
/** How long after its end a break's slices are known. */
const SLICES_KEPT_MS = 60_000;
const EXPECTED_KEPT = 40_000;

export function createCohortDesk(options: CohortDeskOptions): CohortDesk {
  const { solve, nowMs, random, money, viewersOf, pPlayOf, maxCohorts } = options;
  const limit = maxCohorts === undefined ? {} : { maxCohorts };
  const slicesCache = createCohortCache<readonly Slice[]>({ nowMs, random });
  const cache = createCohortCache<{ readonly bundle: Bundle | null; readonly life: Life }>({ nowMs, random });
  let budget = createCohortBudget([], limit);
  const expected = new Map<string, ReadonlyMap<string, number>>();
  let version = '';

  const lifeOf = ({ expiresAtMs }: CohortBreak): Life =>
    expiresAtMs === null ? justInTimeLife(nowMs(), { chance: random() }) : prefetchLife(expiresAtMs);

  /** Settled once for a break, or viewers would change sides while the money goes. */
  function slicesOf(cohort: Cohort, brk: CohortBreak, breakKey: string): Promise<readonly Slice[]> {
    const viewers = viewersOf(brk.channel) * budget.shareOf(cohort.key);
    const pPlay = pPlayOf(brk.channel);
    const load = async () => {
      const scarce = money.scarce(cohort, (priceCpm) => (viewers * pPlay * priceCpm) / 1000);
      return sliceCohort(
        scarce.map(({ lineItemId, remaining, priceCpm }) => ({
          lineItemId,
          share: shareFor(remaining, { viewers, pPlay, priceCpm }),
        })),
      );
    };
    const untilMs = brk.expiresAtMs ?? nowMs() + (brk.durationMs ?? 0) + SLICES_KEPT_MS;
    return slicesCache.get(`${cohort.key}/${breakKey}`, load, () => ({ freshUntilMs: untilMs, staleUntilMs: untilMs }));
  }

  /** A decision that is made anew while its break is on spends nothing twice. */
  function expectOnce(cacheKey: string, sold: Bundle['sold'], viewers: number, pPlay: number, untilMs: WallMs): void {
    const before = expected.get(cacheKey) ?? new Map<string, number>();
    const counted = new Map<string, number>();
    for (const { lineItemId, priceCpm } of sold) {
      const place = (counted.get(lineItemId) ?? 0) + 1;
      counted.set(lineItemId, place);
      if (place > (before.get(lineItemId) ?? 0)) money.expect(lineItemId, (viewers * pPlay * priceCpm) / 1000, untilMs);
    }
    for (const [id, count] of before) counted.set(id, Math.max(count, counted.get(id) ?? 0));
    expected.delete(cacheKey);
    expected.set(cacheKey, counted);
    if (expected.size > EXPECTED_KEPT) for (const oldest of expected.keys()) if (expected.delete(oldest)) break;
  }

  async function solveFor(cohort: Cohort, brk: CohortBreak, slice: Slice, cacheKey: string) {
    const bundle = await solve({ cohort, brk, withheld: slice.withheld, alternates: ALTERNATES });
    const life = lifeOf(brk);
    const viewers = viewersOf(brk.channel) * budget.shareOf(cohort.key) * (slice.to - slice.from);
    expectOnce(cacheKey, bundle?.sold ?? [], viewers, pPlayOf(brk.channel), life.staleUntilMs);
    return { bundle, life };
  }

  async function placeOf(sessionId: string, ask: CohortAsk, brk: CohortBreak) {
    const cohort = budget.assign(ask);
    const breakKey = keyOfBreak(version, brk);
    const slice = sliceOf(await slicesOf(cohort, brk, breakKey), sessionId, breakKey);
    if (slice === null) return null;
    return { cohort, slice, cacheKey: `${cohort.key}-${Math.round(slice.from * 100)}/${breakKey}` };
  }

  return {
    publish(newVersion, used, dropOrder = []) {
      version = newVersion;
      budget = createCohortBudget(cohortShape(used), { ...limit, dropOrder });
      cache.clear();
      slicesCache.clear();
    },
    async decide(sessionId, ask, brk) {
      const place = await placeOf(sessionId, ask, brk);
      if (place === null) return null;
      const { cohort, slice, cacheKey } = place;
      const { bundle, life } = await cache.get(
        cacheKey,
        () => solveFor(cohort, brk, slice, cacheKey),
        () => lifeOf(brk),
      );
      if (bundle === null) return null;
      return { bundle, cohort, life, cacheKey, cacheControl: cohortCacheControl(life, nowMs()) };
    },
    async warm(sessionId, ask, brk, bundle) {
      const place = await placeOf(sessionId, ask, brk);
      if (place === null || place.cohort.dropped.length > 0) return false;
      const { slice, cacheKey } = place;
      if (bundle.sold.some(({ lineItemId }) => slice.withheld.includes(lineItemId))) return false;
      const life = lifeOf(brk);
      cache.warm(cacheKey, { bundle, life }, life);
      return true;
    },
    counts: () => ({ ...cache.counts(), cohorts: budget.size() }),
  };
}

function keyOfBreak(version: string, { channel, id, kind, durationMs, limits, expiresAtMs }: CohortBreak): string {
  return [version, channel, id, kind, durationMs ?? 'open', JSON.stringify(limits), expiresAtMs ?? 'now']
    .map((part) => encodeURIComponent(String(part)))
    .join('/');
}
