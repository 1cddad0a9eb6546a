import type { DecisionReply, DecisionRung, RungFall } from '@cutaway/model';
import type { Catalogue, Publisher } from '../catalogue/catalogue.js';
import type { CohortServed } from './create-cohort-room.js';
import type { DeciderRooms } from './decider-rooms.js';
import { nameViewer } from './for-many.js';
import type { PodQuestion } from './open-pod.js';
import type { PlacedPod } from './place-pod.js';
import { podExpiry } from './pod-expiry.js';
import type { Neighbours } from './pod-rules.js';
import type { StopgapShelf } from './stopgap-shelf.js';

/** Who has no room for a decision of his own. */
export interface TurnedAway {
  readonly question: PodQuestion;
  readonly publisher: Publisher;
  readonly catalogue: Catalogue;
  readonly startedMs: number;
}

export interface TurnAwayRooms extends Pick<DeciderRooms, 'cohorts' | 'ahead' | 'tell' | 'timer'> {
  readonly shelf: StopgapShelf;
  /** A cohort's pod is remembered by the viewer's stream. */
  remember(question: PodQuestion, shown: CohortServed['ads']): void;
  /** What the viewer's stream had. */
  neighboursFor(question: PodQuestion, publisher: Publisher): Neighbours;
}

const SHED: RungFall = { rung: 'full', reason: 'shed' };
const NO_COHORT: RungFall = { rung: 'cohort', reason: 'no-candidates' };

/**
 * Answers at once, with what is ready: the cohort's pod, or the best stopgap. In an overload most are turned away, so this is what the
 * service does most then: nothing in it is decided, signed, written or waited for.
 *
 * @returns null: the cohort's pod is not ready, and has to be decided first.
 */
export function createTurnAway(rooms: TurnAwayRooms): (who: TurnedAway) => DecisionReply | null {
  const { cohorts, shelf, ahead, tell, timer, remember, neighboursFor } = rooms;

  function answer(
    { question, startedMs }: TurnedAway,
    { reply, token }: PlacedPod,
    rung: DecisionRung,
    falls: readonly RungFall[],
  ): DecisionReply {
    const { request, ask, asker } = question;
    const named = asker.fillsMacros ? reply : nameViewer(reply, ask.sessionId);
    const tookMs = timer.nowMs() - startedMs;
    tell({ type: 'decided', request, reply: named, token, ask, rung, falls, full: null, tookMs });
    const reason = falls.at(-1)?.reason ?? SHED.reason;
    const { hint } = request;
    // A copy: many share it.
    const standing = Object.assign({}, named, { rung, reason, falls }, ahead(request, asker));
    return hint === undefined ? standing : Object.assign(standing, { expiresAtMs: podExpiry(hint, null) });
  }

  return (who) => {
    const { question, publisher, catalogue } = who;
    const served = cohorts?.ready(question, neighboursFor(question, publisher)) ?? null;
    if (served === 'not-ready') return null;
    if (served !== null) {
      remember(question, served.ads);
      return answer(who, served, 'cohort', [SHED]);
    }
    const stopgap = shelf(question, publisher, catalogue);
    return answer(who, stopgap, stopgap.rung, [SHED, ...(cohorts ? [NO_COHORT] : []), ...stopgap.falls]);
  };
}
