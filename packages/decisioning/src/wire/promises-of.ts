import type { DecisionRequest, WallMs } from '@cutaway/model';
import { RecentMap } from '../beacons/recent-map.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import type { Caps, Showing } from '../caps/create-caps.js';
import { sayBlock } from '../caps/compiled-cap.js';
import type { Offer } from '../decide/offer.js';
import type { Promises } from '../decide/promise-pod.js';
import type { Ask, CapIdentity } from '../eligibility/facts.js';
import { promiseId, takenUntil } from './promise-terms.js';

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

interface Given {
  readonly identity: CapIdentity;
  readonly showings: readonly Showing[];
}

const NO_REFUSALS: Awaited<ReturnType<Promises['keep']>> = new Map();

/** Questions whose promises are remembered: some 30 MB when full. */
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
      const showingsOf = (offers: readonly Offer[]): readonly Showing[] =>
        isKnown ? offers.flatMap((offer) => showingOf(offer, ask, compiled())) : [];
      // As long as its part of a budget, and what was asked for ahead until its break is over.
      const expiresAtMs = Math.max(takenUntil(ask.atMs), hint?.expiresAtMs ?? 0);
      return {
        async keep(offers) {
          const showings = showingsOf(offers);
          if (showings.length === 0) return NO_REFUSALS;
          const { identity, atMs } = ask;
          const name = nameOf(ask);
          const before = given.get(name)?.showings ?? [];
          given.set(name, { identity, showings: before.length === 0 ? showings : [...before, ...showings] });
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
          const showings = showingsOf(offers);
          if (showings.length > 0) void release(ask.identity, showings, ask.atMs);
        },
      };
    },
    async extend(offer, ask, expiresAtMs) {
      const showings = showingOf(offer, ask, compiled());
      if (showings.length === 0) return;
      // A promise has one end: it is given anew, and whoever comes between has the place.
      await release(ask.identity, showings, ask.atMs);
      await caps.reserve(ask.identity, showings, { nowMs: ask.atMs, expiresAtMs });
    },
    async takeBack(ask) {
      const before = given.get(nameOf(ask));
      if (before === undefined || before.showings.length === 0) return;
      given.set(nameOf(ask), { ...before, showings: [] });
      await release(before.identity, before.showings, ask.atMs);
    },
  };
}

/** Of a bid nobody counts how often it is seen. */
function showingOf({ candidate, of }: Offer, { seed, atMs }: Ask, compiled: CompiledCaps): readonly Showing[] {
  if (of.type === 'bid') return [];
  const caps = compiled.of(of.lineItem.id, of.creative.id);
  return caps.length === 0 ? [] : [{ adInstanceId: promiseId(seed, atMs, candidate.id), caps }];
}
