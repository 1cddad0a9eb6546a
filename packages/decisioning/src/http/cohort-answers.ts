import type { BreakHint, BreakKind, Consent, DecisionRequest } from '@cutaway/model';
import { writeAssetList } from '../answer/asset-list.js';
import { podWithSlate } from '../answer/slate-ad.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { SharedAnswer, SharedDecider } from '../decide/create-shared-decider.js';
import { ANYBODY } from '../decide/for-many.js';
import type { Asker } from '../decide/decider.js';
import { asPlanned } from '../live/as-planned.js';
import { isClosed, type BreakPlan } from '../live/break-plan.js';
import type { LiveRoom } from '../live/live-room.js';
import { fromQuery, inHls, lengthOf, positionOf, type AskerQuery } from './from-query.js';
import { ofCohort } from './query-schema.js';
import { writeReply } from './write-reply.js';
import { writeSharedVast } from './write-vast-reply.js';

export interface CohortAnswersRoom {
  readonly shared: SharedDecider;
  readonly live: Pick<LiveRoom, 'hints' | 'plan'>;
}

export type CohortQuery = AskerQuery & {
  readonly breakId: string;
  readonly kind?: BreakKind;
  readonly consent?: 'personalised' | 'contextual' | 'child';
  readonly part?: string;
  readonly picks?: string;
  readonly joins?: string;
};

/** In which form a cohort's pod is written: the last part of its path. */
export type CohortForm = 'decision' | 'vast' | 'asset-list';

/** What a cache gets. */
export interface CohortWritten {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers for all who ask with the same address. */
export interface CohortAnswers {
  ask(form: CohortForm, url: string, query: CohortQuery, baseUrl: string): Promise<CohortWritten>;
  /** null: it has not been asked with this address lately, or what is planned for its break has changed since. */
  askAgain(url: string, baseUrl: string): Promise<CohortWritten> | null;
}

/** What is planned for a break: its plan, while it may still be shown, and its hint, while it may be fetched ahead. */
interface Planned {
  readonly plan: BreakPlan | null;
  readonly hint: BreakHint | null;
}

interface Question extends Planned {
  readonly form: CohortForm;
  readonly query: CohortQuery;
  readonly asked: DecisionRequest;
  asker: Asker | null;
}

const JSON_TYPE = 'application/json; charset=utf-8';
type Write = (answer: SharedAnswer, query: CohortQuery, durationMs: number | null) => Buffer;
const FORMS: Readonly<Record<CohortForm, { readonly type: string; readonly write: Write }>> = {
  decision: {
    type: JSON_TYPE,
    write: ({ reply }, { joins }) => bytesOf(writeReply(reply, { joins: joins === '1' })),
  },
  vast: {
    type: 'application/xml; charset=utf-8',
    write: ({ reply }, _query, durationMs) => writeSharedVast(reply, durationMs),
  },
  'asset-list': {
    type: JSON_TYPE,
    write: ({ reply }, _query, durationMs) =>
      Buffer.from(JSON.stringify(writeAssetList({ pod: podWithSlate(reply, durationMs) }))),
  },
};

/** Addresses whose question is remembered: a CDN asks with the same few again and again. About 1 kB each, and a long one is not kept. */
const MOST_ADDRESSES = 2000;
const LONGEST_ADDRESS = 1000;

const bytesOf = (written: Buffer | string): Buffer => (typeof written === 'string' ? Buffer.from(written) : written);

export function createCohortAnswers({ shared, live }: CohortAnswersRoom): CohortAnswers {
  const questions = new RecentMap<Question>(MOST_ADDRESSES);

  /** A plan's name is the break's: what the plan wants of its pods holds until it is over, and it is fetched ahead until it is on air. */
  function plannedFor({ channel, breakId }: CohortQuery): Planned {
    const plan = channel === undefined ? null : live.plan(channel, breakId);
    if (plan === null || isClosed(plan)) return UNPLANNED;
    return { plan, hint: live.hints(plan.channel).find(({ planId }) => planId === breakId) ?? null };
  }

  async function answer(question: Question, baseUrl: string): Promise<CohortWritten> {
    const { form, query, asked } = question;
    // The address says all: what a CDN's headers say of one viewer is not true of the others.
    if (question.asker?.baseUrl !== baseUrl) question.asker = { baseUrl, beaconedBy: 'client', fillsMacros: true };
    const { asker } = question;
    const decided = await shared.decide(asked, asker, query.part || null);
    const { cacheControl, cohortKey } = decided;
    const { type, write } = FORMS[form];
    const headers = { 'content-type': type, 'cache-control': cacheControl };
    return {
      body: write(decided, query, asked.durationMs),
      headers: cohortKey === null ? headers : { 'cutaway-cohort': cohortKey, ...headers },
    };
  }

  return {
    ask(form, url, query, baseUrl) {
      const planned = plannedFor(query);
      // What an address asks follows from it and from what is planned.
      const known = questions.get(url);
      if (known !== undefined && isAs(planned, known)) return answer(known, baseUrl);
      const question: Question = {
        form,
        query,
        ...planned,
        asked: form === 'asset-list' ? inHls(requestOf(query, planned)) : requestOf(query, planned),
        asker: null,
      };
      if (url.length <= LONGEST_ADDRESS) questions.set(url, question);
      return answer(question, baseUrl);
    },
    askAgain(url, baseUrl) {
      const question = questions.get(url);
      return question !== undefined && isAs(plannedFor(question.query), question) ? answer(question, baseUrl) : null;
    },
  };
}

const UNPLANNED: Planned = { plan: null, hint: null };
/** A plan or a hint that changed is another object. */
const isAs = ({ plan, hint }: Planned, question: Planned): boolean => plan === question.plan && hint === question.hint;

function requestOf(query: CohortQuery, { plan, hint }: Planned): DecisionRequest {
  const { breakId, kind = 'linear', picks, consent: allows = 'contextual' } = query;
  const durationMs = lengthOf(query) ?? plan?.durationMs ?? null;
  const asked = { sessionId: ANYBODY, breakId, kind, durationMs, ...positionOf(query) };
  const request = fromQuery(asked, ofCohort(query));
  const consent: Consent = { personalised: allows === 'personalised', coppa: allows === 'child' };
  const full = { ...request, consent, picks: picks === '1', ...(hint && { hint }) };
  return plan === null ? full : asPlanned(full, plan);
}
