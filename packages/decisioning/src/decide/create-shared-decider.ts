import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Catalogue, Publisher } from '../catalogue/catalogue.js';
import { answerWithin, type Answered } from '../live/answer-within.js';
import type { CohortServed } from './create-cohort-room.js';
import type { DeciderRooms } from './decider-rooms.js';
import type { Asker } from './decider.js';
import { ANYBODY } from './for-many.js';
import type { PodQuestion } from './open-pod.js';
import { placePod, type PlacedPod } from './place-pod.js';
import { publisherOf } from './publisher-of.js';
import { stopgapsFor } from './stopgaps-for.js';

/** An answer that a cache may hand on. */
export interface SharedAnswer {
  readonly reply: DecisionReply;
  /** RFC 9111: for how long. */
  readonly cacheControl: string;
  /** null: it is no cohort's, but a stopgap. */
  readonly cohortKey: string | null;
}

/** Answers for whoever asks in the same words. Never rejects. */
export interface SharedDecider {
  /** `part` stands for a part of the viewers, where not all may have everything. null: nobody says. */
  decide(request: DecisionRequest, asker: Asker, part: string | null): Promise<SharedAnswer>;
}

/** A cache that waits longer has players that wait. */
const BUDGET_MS = 500;
/** Who finds nothing asks again soon, but not all at once. */
const STOPGAP = 'public, max-age=1';

type Given = PlacedPod | CohortServed;

/** What a cache asked lately, as it stood then. */
interface Posed {
  readonly second: number;
  readonly catalogue: Catalogue;
  readonly asker: Asker;
  readonly question: PodQuestion;
}

type Rooms = Pick<DeciderRooms, 'catalogue' | 'askOf' | 'cohorts' | 'collector' | 'keys' | 'timer' | 'tell' | 'ahead'>;

export function createSharedDecider(rooms: Rooms): SharedDecider {
  const lastPosed = new WeakMap<DecisionRequest, Posed>();

  function pose(request: DecisionRequest, asker: Asker, catalogue: Catalogue): PodQuestion {
    const asked = rooms.askOf(request, asker, catalogue);
    const ask = { ...asked, sessionId: `${ANYBODY}@${asked.atMs}` };
    return { request, ask, asker, keys: rooms.keys, cohort: ANYBODY };
  }

  /** What is asked in the same words within a second is the same question: what is decided of it is looked up, not made. */
  function posed(request: DecisionRequest, asker: Asker, catalogue: Catalogue, nowMs: number): PodQuestion {
    const second = Math.floor(nowMs / 1000);
    const last = lastPosed.get(request);
    if (last?.second === second && last.catalogue === catalogue && last.asker === asker) return last.question;
    const question = pose(request, asker, catalogue);
    lastPosed.set(request, { second, catalogue, asker, question });
    return question;
  }

  /** What most get: nothing is decided, and nothing waited for. */
  function ready(question: PodQuestion, part: string | null): Answered<Given> | null {
    try {
      const value = rooms.cohorts?.readyForCache(question, part) ?? null;
      return value === null || value === 'not-ready' ? null : { value, rung: 'cohort', reason: null, falls: [] };
    } catch (error) {
      rooms.tell({ type: 'failed', where: 'cohort', error });
      return null;
    }
  }

  const decided = (
    question: PodQuestion,
    publisher: Publisher,
    catalogue: Catalogue,
    part: string | null,
  ): Promise<Answered<Given>> =>
    answerWithin<Given>({
      deadlineMs: BUDGET_MS,
      timer: rooms.timer,
      rungs: [
        { rung: 'cohort', run: () => rooms.cohorts?.forCache(question, part) ?? null },
        ...stopgapsFor(question, publisher, catalogue),
      ],
      empty: () => placePod(question, { chosen: [] }, catalogue),
      onFailed: (where, error) => rooms.tell({ type: 'failed', where, error }),
    });

  async function answer(request: DecisionRequest, asker: Asker, part: string | null): Promise<SharedAnswer> {
    const startedMs = rooms.timer.nowMs();
    const catalogue = rooms.catalogue();
    const known = posed(request, asker, catalogue, startedMs);
    const atOnce = ready(known, part);
    // What is decided now has a name of its own: no two pods share one.
    const question = atOnce === null ? pose(request, asker, catalogue) : known;
    const { ask } = question;
    const { value, rung, reason, falls } =
      atOnce ?? (await decided(question, publisherOf(ask, catalogue), catalogue, part));
    if (rung === 'contingency')
      void rooms.collector
        .decided(value.token, null)
        .catch((error: unknown) => rooms.tell({ type: 'failed', where: 'events', error }));
    const tookMs = rooms.timer.nowMs() - startedMs;
    rooms.tell({
      type: 'decided',
      request,
      reply: value.reply,
      token: value.token,
      ask,
      rung,
      falls,
      full: null,
      tookMs,
    });
    const standing = {
      rung,
      ...(reason !== null && { reason, falls }),
      ...(request.hint && { expiresAtMs: request.hint.expiresAtMs }),
    };
    const reply: DecisionReply = Object.assign({}, value.reply, standing, rooms.ahead(request, asker));
    const isCohort = 'cohortKey' in value;
    return {
      reply,
      cacheControl: isCohort ? value.cacheControl : STOPGAP,
      cohortKey: isCohort ? value.cohortKey : null,
    };
  }

  return {
    decide: (request, asker, part) =>
      answer(request, asker, part).catch((error: unknown) => {
        rooms.tell({ type: 'failed', where: 'ask', error });
        const { breakId } = request;
        const pod = { id: `${ANYBODY}/${breakId}`, breakId, beaconedBy: asker.beaconedBy, ads: [] };
        const nothing = { protocol: request.protocol, pod, stitched: null, errorUrls: [] };
        return { reply: { ...nothing, rung: 'empty', reason: 'failed' }, cacheControl: 'no-store', cohortKey: null };
      }),
  };
}
