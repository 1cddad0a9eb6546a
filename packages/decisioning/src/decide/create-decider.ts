import { DECISION_PROTOCOL, type DecisionReply, type DecisionRequest, type DecisionRung } from '@cutaway/model';
import type { Admission } from '../admission/limiter.js';
import { priorityOf } from '../admission/priority.js';
import { keysOf } from '../caps/caps-for.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Catalogue, LineItem, Publisher } from '../catalogue/catalogue.js';
import { showsAt, type Ask } from '../eligibility/facts.js';
import { answerWithin, type Answered, type Rung, type Turn } from '../live/answer-within.js';
import { tapeFor, type DecisionTape } from '../replay/tape-decision.js';
import type { CohortServed } from './create-cohort-room.js';
import { decideFull, type FullDecision, type FullRooms } from './decide-full.js';
import type { Asker, Decider } from './decider.js';
import type { DeciderRooms } from './decider-rooms.js';
import { isForMany, nameViewer } from './for-many.js';
import type { Offer } from './offer.js';
import { countsOf } from './counts-of.js';
import type { PodQuestion } from './open-pod.js';
import { placePod, type PlacedPod, type PodToPlace } from './place-pod.js';
import { podExpiry } from './pod-expiry.js';
import { NO_NEIGHBOURS, type Neighbours } from './pod-rules.js';
import type { PodTerms } from './promise-pod.js';
import { publisherOf } from './publisher-of.js';
import { standInsFor } from './stand-ins.js';
import { createStopgapShelf } from './stopgap-shelf.js';
import { stopgapsFor } from './stopgaps-for.js';
import { looksBack, neighboursOf, type StreamAd } from './stream-memory.js';
import { createTurnAway, type TurnedAway } from './turn-away.js';

/** What many share is made once: each answer costs little more than a stopgap. */
const NOTHING_TO_DO: Admission = { type: 'full', done: () => undefined };
/** How long an asker waits who does not say it, in milliseconds. */
const DEFAULT_BUDGET_MS = 1000;
/** Whoever asks for a break of next week has his answer sooner, and no timer takes more than 24 days. */
const MOST_BUDGET_MS = 60_000;
/** Kept back for the cohort's decision where the viewer's own is late: it waits for no store, but a busy process is slow. */
const FOR_COHORT_MS = 50;
/** Kept back for the rungs that wait for nothing. */
const FOR_STOPGAP_MS = 10;
/** What is left of the time for a viewer's own decision when the bids are in. */
const SOLVING_MS = 5;

type Given = PlacedPod | CohortServed;

const streamAds = new WeakMap<LineItem, StreamAd>();

/** A request that was read, and whether there is room for it. */
interface Looked extends TurnedAway {
  readonly forMany: boolean;
  readonly admission: Admission | Promise<Admission>;
}

/** Answers from the highest rung that can be reached in time: full, contingency, slate, empty. */
export function createDecider(rooms: DeciderRooms): Decider {
  const { timer, limiter, tracing, tell } = rooms;

  const turnAway = createTurnAway({
    ...{ ahead: rooms.ahead, tell, timer, remember: ({ ask }, shown) => remember(ask, shown), neighboursFor },
    ...(rooms.cohorts && { cohorts: rooms.cohorts }),
    shelf: createStopgapShelf({
      collector: rooms.collector,
      onFault: (error) => tell({ type: 'failed', where: 'events', error }),
    }),
  });

  /** What a pod that many share is kept apart from, for one of them. */
  function neighboursFor({ ask }: PodQuestion, { separation }: Publisher): Neighbours {
    if (!looksBack(separation)) return NO_NEIGHBOURS;
    return neighboursOf(rooms.streams.before(ask.sessionId, ask.breakId), separation, showsAt(ask));
  }

  function look(request: DecisionRequest, asker: Asker): Looked {
    const startedMs = timer.nowMs();
    const catalogue = rooms.catalogue();
    const ask = rooms.askOf(request, asker, catalogue);
    const publisher = publisherOf(ask, catalogue);
    const question: PodQuestion = { request, ask, asker, keys: rooms.keys };
    const forMany = rooms.cohorts !== undefined && isForMany(request, publisher);
    const priority = priorityOf(request.hint?.expectedStartMs ?? asker.expectedStartMs ?? null, ask.atMs);
    const admission = forMany ? NOTHING_TO_DO : limiter.admit(priority, budgetOf(request) / 2);
    return { question, publisher, catalogue, startedMs, forMany, admission };
  }

  /** Who is turned away has his answer at once, if all of it is ready and he does not want to know why. null: he has to be decided for. */
  function readyFor(looked: Looked): DecisionReply | null {
    if (looked.question.asker.explains) return null;
    try {
      return turnAway(looked);
    } catch (error) {
      tell({ type: 'failed', where: 'turn-away', error });
      return null;
    }
  }

  async function answer(asked: DecisionRequest, asker: Asker): Promise<DecisionReply> {
    const looked = look(asked, asker);
    const admission = await looked.admission;
    const ready = admission.type === 'shed' ? readyFor(looked) : null;
    if (ready !== null) return ready;
    const { question, publisher, catalogue, startedMs, forMany } = looked;
    const { request, ask } = question;
    // Who waited for his turn has so much less time left.
    const budgetMs = budgetOf(request) - (timer.nowMs() - startedMs);
    const promises = rooms.promises?.(ask, request) ?? null;
    let full: FullDecision | null = null;
    const untake = ({ of }: Offer): void => {
      if (of.type === 'line-item') rooms.untake(of.lineItem, ask.atMs, request.hint);
    };
    const giveBack = (offers: readonly Offer[]): void => {
      offers.forEach(untake);
      promises?.giveBack(offers);
    };
    try {
      const answered = await answerWithin<Given>({
        deadlineMs: budgetMs,
        timer,
        rungs: rungsOf(
          question,
          { publisher, catalogue },
          { isShed: admission.type === 'shed', forMany, budgetMs },
          async (deadlineMs, turn) => {
            const take = ({ of }: Offer): boolean =>
              of.type === 'bid' || rooms.take(of.lineItem.id, ask.atMs, request.hint);
            const tape = tapeFor(rooms.decisions, question, catalogue);
            // Too late for this request: nothing of it may count as given.
            const terms = { promises, take, untake, isLate: () => turn.isOver };
            const found = await decideFully(question, deadlineMs, catalogue, terms, tape);
            if (turn.isOver) rooms.settle?.(found, 'late');
            full = turn.isOver ? null : found;
            if (full !== null && tape !== null) rooms.decisions?.write(tape.lineOf(full), catalogue);
            return full;
          },
          giveBack,
        ),
        empty: () => placePod(question, { chosen: [] }, catalogue),
        onFailed: (rung, error) => tell({ type: 'failed', where: rung, error }),
      });
      return told(answered, full, question, startedMs);
    } finally {
      if (admission.type === 'full') admission.done();
    }
  }

  function decideFully(
    question: PodQuestion,
    deadlineMs: number,
    catalogue: Catalogue,
    terms: PodTerms,
    tape: DecisionTape | null,
  ): Promise<FullDecision> {
    const { request, ask, asker } = question;
    const before = rooms.streams.before(ask.sessionId, ask.breakId);
    const neighbours = neighboursOf(before, publisherOf(ask, catalogue).separation, showsAt(ask));
    const bids = rooms.bids();
    const fullRooms: FullRooms = {
      catalogue,
      match: rooms.match,
      sellable: rooms.sellable,
      checks: () => rooms.checks(ask, before),
      bids: bids && ((one) => bids(one, asker)),
      score: rooms.score,
      solve: rooms.solve,
      terms,
      ...(asker.explains && { passedOver: rooms.passedOver }),
    };
    return decideFull(request, ask, deadlineMs, neighbours, tape?.record(fullRooms) ?? fullRooms);
  }

  function* rungsOf(
    question: PodQuestion,
    { publisher, catalogue }: Pick<Looked, 'publisher' | 'catalogue'>,
    { isShed, forMany, budgetMs }: { readonly isShed: boolean; readonly forMany: boolean; readonly budgetMs: number },
    decide: (deadlineMs: number, turn: Turn) => Promise<FullDecision | null>,
    giveBack: (offers: readonly Offer[]) => void,
  ): Generator<Rung<Given>, void> {
    const { request } = question;
    const { cohorts } = rooms;
    const ownMs = Math.max(budgetMs / 2, budgetMs - (cohorts ? FOR_COHORT_MS : FOR_STOPGAP_MS));
    const deadlineMs = timer.nowMs() + ownMs - SOLVING_MS;
    let hasDecided = false;
    if (!forMany)
      yield {
        rung: 'full',
        skip: isShed ? 'shed' : null,
        sliceMs: ownMs,
        run: async (turn) => {
          const found = await decide(deadlineMs, turn);
          hasDecided = found !== null;
          if (found === null || found.chosen.length === 0) return null;
          try {
            const { picks = false, durationMs, kind, hint } = request;
            const { separation } = publisher;
            const toPlace: PodToPlace = {
              chosen: found.chosen,
              explanations: found.explanations,
              standIns: standInsFor({ picks, durationMs, kind, isAhead: hint !== undefined }, found),
              countsOf: (offer) => countsOf(offer, { caps: capsOfOffer(offer), separation }),
              isShort: question.asker.joins === true,
            };
            return placePod(question, toPlace, catalogue);
          } catch (error) {
            giveBack(found.chosen); // nobody will see them
            throw error;
          }
        },
      };
    // What was not for this viewer is not for him by another way.
    if (cohorts)
      yield {
        rung: 'cohort',
        run: () => (hasDecided ? null : cohorts.forViewer(question, neighboursFor(question, publisher))),
      };
    yield* stopgapsFor(question, publisher, catalogue);
  }

  const capsOfOffer = ({ candidate, of }: Offer): readonly CompiledCap[] =>
    (of.type === 'bid' ? rooms.capsOfBid?.(candidate) : rooms.capsOf?.(of.lineItem.id, of.creative.id)) ?? [];

  /** Says where on the ladder it stands, and remembers what the stream was given. */
  function told(
    { value, rung, reason, falls }: Answered<Given>,
    full: FullDecision | null,
    question: PodQuestion,
    startedMs: number,
  ): DecisionReply {
    const { ask, asker, request } = question;
    const cohort = 'cohortKey' in value ? value : null;
    const { token, ticket } = value;
    const reply = cohort && !asker.fillsMacros ? nameViewer(value.reply, ask.sessionId) : value.reply;
    const explanations = cohort?.explanations ?? full?.explanations;
    const explain = asker.explains && explanations && reply.explain === undefined ? explanations : null;
    if (rung === 'full' && full !== null) remember(ask, full.chosen.map(shownAs));
    if (cohort) remember(ask, cohort.ads);
    // Kept for the reports; an answer does not wait for the disk. What many share was kept when it was decided.
    const notices = (full !== null && rooms.settle?.(full, rung === 'full' ? 'placed' : 'not-placed')) || {};
    if (!cohort)
      void rooms.collector
        .decided(token, rung === 'full' ? ask.identity : null, notices, ticket)
        .catch((error: unknown) => tell({ type: 'failed', where: 'events', error }));
    tell({ type: 'decided', request, reply, token, ask, rung, falls, full, tookMs: timer.nowMs() - startedMs });
    const standing = {
      rung,
      ...(reason !== null && { reason, falls }),
      ...(explain && { explain }),
      // What was asked for ahead may be played until its break is over.
      ...(request.hint && { expiresAtMs: podExpiry(request.hint, rung === 'full' ? full : null) }),
    };
    return Object.assign({}, reply, standing, rooms.ahead(request, asker)); // a copy: many may share it
  }

  /** One of each ad for all streams that were shown it. */
  function shownAs(offer: Offer): StreamAd {
    const { candidate, of } = offer;
    const { advertisers, categories } = candidate;
    if (of.type === 'bid') return { advertisers, categories, keys: keysOf(capsOfOffer(offer)) };
    const keys = rooms.capKeysOf(of.lineItem.id, of.creative.id);
    const known = streamAds.get(of.lineItem);
    if (known?.keys === keys && known.advertisers === advertisers && known.categories === categories) return known;
    const ad: StreamAd = { advertisers, categories, keys };
    streamAds.set(of.lineItem, ad);
    return ad;
  }

  function remember(ask: Ask, ads: readonly StreamAd[]): void {
    const { sessionId, breakId } = ask;
    rooms.streams.remember(sessionId, { breakId, atMs: showsAt(ask), ads });
  }

  return {
    decide: (request, asker) =>
      tracing
        .span(
          'decide',
          () => answer(request, asker),
          ({ rung = 'empty', pod }) => ({ rung, ads: pod.ads.length }),
        )
        .catch((error: unknown) => {
          tell({ type: 'failed', where: 'ask', error });
          return nothing(request, asker);
        }),
  };
}

const budgetOf = ({ budgetMs }: DecisionRequest): number => Math.min(budgetMs || DEFAULT_BUDGET_MS, MOST_BUDGET_MS);

/** What can be said when nothing works. */
function nothing({ sessionId, breakId }: DecisionRequest, { beaconedBy }: Asker): DecisionReply {
  const rung: DecisionRung = 'empty';
  const pod = { id: `${sessionId}/${breakId}`, breakId, beaconedBy, ads: [] };
  return { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [], rung, reason: 'failed' };
}
