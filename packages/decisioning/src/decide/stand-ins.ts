import type { DecisionRequest } from '@cutaway/model';
import { alternatesFor } from '../pod/alternates.js';
import { ladderOf } from '../pod/ladder.js';
import type { FullDecision } from './decide-full.js';
import type { Offer } from './offer.js';

/** An offer that may show in a place of the pod, from 0, when the one that was chosen does not. */
export interface StandIn {
  readonly slot: number;
  readonly offer: Offer;
}

/** What an asker may make of a pod by itself. */
export interface StandIns {
  /** By place, the best first. */
  readonly alternates: readonly StandIn[];
  /** For other lengths of the break, shortest first: candidates, in order. */
  readonly ladder: readonly { readonly durationMs: number; readonly candidateIds: readonly string[] }[];
  /** The asker counts for itself: it is told what each ad competes with and is counted by. */
  readonly isCounted: boolean;
}

export const NO_STAND_INS: StandIns = { alternates: [], ladder: [], isCounted: false };

/** A device that has seen the first two still has others. */
const PER_PLACE = 4;
/** All of them are in the token, which is in each beacon's address: an address has to stay one. */
const MOST = 24;
/** Breaks that run over or are cut are off by half a minute mostly: 60, 90 and 120 s. */
const STEP_MS = 30_000;

/** Who asks for stand-ins. */
export interface StandInsAsked extends Pick<DecisionRequest, 'picks' | 'durationMs' | 'kind'> {
  /** The break is still to come: its length is settled when it begins. */
  readonly isAhead: boolean;
}

/** What is decided beside the pod, for whoever asks so: alternates for an asker that picks, other lengths for a break that is to come. */
export function standInsFor(
  { picks = false, isAhead, durationMs, kind }: StandInsAsked,
  { chosen, offers, rules }: Pick<FullDecision, 'chosen' | 'offers' | 'rules'>,
): StandIns {
  const isLengthOpen = isAhead && durationMs !== null && kind === 'linear';
  if (chosen.length === 0 || (!picks && !isLengthOpen)) return NO_STAND_INS;
  // A bid that was not taken is told so: it cannot be shown afterwards.
  const ours = new Map(offers.filter(({ of }) => of.type === 'line-item').map((one) => [one.candidate.id, one]));
  const candidates = [...ours.values()].map(({ candidate }) => candidate);
  const pod = chosen.map(({ candidate }) => candidate);
  const places = alternatesFor(pod, candidates, rules, Math.min(PER_PLACE, Math.floor(MOST / chosen.length)));
  const alternates = places.flatMap((place, slot) =>
    place.alternates.flatMap(({ id }) => {
      const offer = ours.get(id);
      return offer === undefined ? [] : [{ slot, offer }];
    }),
  );
  const spare = alternates.map(({ offer }) => offer.candidate);
  const ladder = isLengthOpen
    ? ladderOf({ chosen: pod }, spare, rules, otherLengths(durationMs)).map((rung) => ({
        durationMs: rung.durationMs,
        candidateIds: rung.adInstanceIds,
      }))
    : [];
  const isUsed = ({ offer }: StandIn): boolean =>
    picks || ladder.some(({ candidateIds }) => candidateIds.includes(offer.candidate.id));
  return { alternates: alternates.filter(isUsed), ladder, isCounted: picks };
}

/** Two steps down and one up; of a short break a step is half. */
function otherLengths(durationMs: number): readonly number[] {
  const stepMs = durationMs >= 2 * STEP_MS ? STEP_MS : durationMs / 2;
  return [durationMs - 2 * stepMs, durationMs - stepMs, durationMs + stepMs].filter((ms) => ms > 0);
}
