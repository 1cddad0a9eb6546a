import type { DecisionRequest, WallMs } from '@cutaway/model';
import { RecentMap } from '../beacons/recent-map.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import type { Caps, Showing } from '../caps/create-caps.js';
import { sayBlock, type CompiledCap } from '../caps/compiled-cap.js';
import type { Offer } from '../decide/offer.js';
import type { Promises } from '../decide/promise-pod.js';
import type { Ask, CapIdentity } from '../eligibility/facts.js';
import { heldUntil, promiseId } from './promise-terms.js';

/** What is needed to promise ads. */
export interface PromiseRooms {
  readonly caps: Pick<Caps, 'reserve' | 'release'>;
  compiled(): CompiledCaps;
  onFault(store: string, detail: string): void;
}

/** Ads between the decision and the impression, as the caps of their viewers count them. */
export interface PodPromises {
  /** For one decision. */
  of(ask: Ask, request: Pick<DecisionRequest, 'hint'>): Promises;
  /** What was asked for ahead is promised for longer: its break has moved. */
  extend(offer: Offer, ask: Ask, expiresAtMs: WallMs): Promise<void>;
  /**
   * Asked again, a question is answered anew: what its first answer was promised is taken back, so that it does not stand in its own
   * way. Of what this node answered; at another the first promise stands until it ends. To be called before counts are read.
   */
  takeBack(ask: Ask): Promise<void>;
}

/** Of an ad: its line item, or its bid, names its showing, together with the question's seed and time. */
interface Promised {
  readonly lineItemId: string;
  readonly caps: readonly CompiledCap[];
}

/** What a question was promised. Names of showings are put together again where it is taken back: they would be most of what is kept. */
interface Given {
  readonly identity: CapIdentity;
  readonly seed: number;
  readonly atMs: WallMs;
  readonly lineItemIds: readonly string[];
  readonly caps: readonly (readonly CompiledCap[])[];
  /** Of the same question, asked at another time and not taken back by then. */
  readonly earlier: Given | null;
}

const NO_REFUSALS: Awaited<ReturnType<Promises['keep']>> = new Map();

/** Questions whose promises are remembered: some 20 MB when full. */
const MOST_QUESTIONS = 50_000;

export function createPromises({ caps, compiled, onFault }: PromiseRooms): PodPromises {
  const given = new RecentMap<Given>(MOST_QUESTIONS);
  const nameOf = ({ sessionId, breakId }: Ask): string => `${sessionId}\n${breakId}`;
  const release = (identity: CapIdentity, showings: readonly Showing[], atMs: number): Promise<void> =>
    caps.release(identity, showings, atMs).catch((error: unknown) => {
      onFault('caps', `a promise was not given back: ${String(error)}`);
    });

  return {
    of(ask, { hint }) {
      const isKnown = Object.values(ask.identity).some((id) => id !== null);
      const promisedOf = (offers: readonly Offer[]): readonly Promised[] =>
        isKnown ? offers.flatMap((offer) => promisedFor(offer, compiled())) : [];
      // As long as its part of a budget, and what was asked for ahead until its break is over.
      const expiresAtMs = heldUntil(ask.atMs, hint);
      return {
        async keep(offers) {
          const promised = promisedOf(offers);
          if (promised.length === 0) return NO_REFUSALS;
          const { identity, atMs } = ask;
          remember(ask, promised);
          const showings = promised.map((one) => showingOf(one, ask));
          const refusals = await caps.reserve(identity, showings, { nowMs: atMs, expiresAtMs });
          if (refusals.length === 0) return NO_REFUSALS;
          const caused = new Map(refusals.map(({ adInstanceId, cap }) => [adInstanceId, cap]));
          return new Map(
            offers.flatMap(({ candidate }) => {
              const cap = caused.get(promiseId(ask.seed, atMs, candidate.id));
              if (cap === undefined) return [];
              const detail = sayBlock({ cap, count: cap.limit });
              return [[candidate.id, { verdict: `capped-${cap.per}`, detail }] as const];
            }),
          );
        },
        giveBack(offers) {
          const promised = promisedOf(offers);
          if (promised.length === 0) return;
          const showings = promised.map((one) => showingOf(one, ask));
          void release(ask.identity, showings, ask.atMs);
        },
      };
    },
    async extend(offer, ask, expiresAtMs) {
      const showings = promisedFor(offer, compiled()).map((one) => showingOf(one, ask));
      if (showings.length === 0) return;
      // A promise has one end: it is given anew, and whoever comes between has the place.
      await release(ask.identity, showings, ask.atMs);
      await caps.reserve(ask.identity, showings, { nowMs: ask.atMs, expiresAtMs });
    },
    async takeBack(ask) {
      const before = given.get(nameOf(ask)) ?? null;
      if (before === null || before.caps.length === 0) return;
      given.set(nameOf(ask), { ...before, lineItemIds: [], caps: [], earlier: null });
      for (let one: Given | null = before; one !== null; one = one.earlier)
        await release(one.identity, showingsIn(one), ask.atMs);
    },
  };

  /** A pod that is solved in several rounds is promised in several. */
  function remember(ask: Ask, promised: readonly Promised[]): void {
    const { identity, seed, atMs } = ask;
    const name = nameOf(ask);
    const before = given.get(name);
    const known = before !== undefined && before.caps.length > 0 ? before : null;
    const isSame = known !== null && known.seed === seed && known.atMs === atMs;
    const ids = promised.map(({ lineItemId }) => lineItemId);
    const caps = promised.map((one) => one.caps);
    given.set(name, {
      identity,
      seed,
      atMs,
      lineItemIds: isSame ? [...known.lineItemIds, ...ids] : ids,
      caps: isSame ? [...known.caps, ...caps] : caps,
      earlier: isSame ? known.earlier : known,
    });
  }
}

const showingsIn = ({ lineItemIds, caps, ...asked }: Given): readonly Showing[] =>
  caps.map((of, at) => showingOf({ lineItemId: lineItemIds[at] ?? '', caps: of }, asked));

const showingOf = ({ lineItemId, caps }: Promised, { seed, atMs }: Pick<Ask, 'seed' | 'atMs'>): Showing => ({
  adInstanceId: promiseId(seed, atMs, lineItemId),
  caps,
});

function promisedFor({ candidate, of }: Offer, compiled: CompiledCaps): readonly Promised[] {
  const caps = of.type === 'bid' ? compiled.ofBid(candidate) : compiled.of(of.lineItem.id, of.creative.id);
  return caps.length === 0 ? [] : [{ lineItemId: candidate.id, caps }];
}
