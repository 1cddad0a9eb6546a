import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BreakHint, BreakKind, Consent, DecisionRequest } from '@cutaway/model';
import { writeAssetList } from '../answer/asset-list.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { SharedAnswer, SharedDecider } from '../decide/create-shared-decider.js';
import type { LiveRoom } from '../live/live-room.js';
import { baseUrlOf } from './base-url.js';
import { lengthOf } from './decision-routes.js';
import { fromQuery, type AskerQuery } from './from-query.js';
import { COHORT_QUERY_SCHEMA } from './query-schema.js';
import { writeReply } from './write-reply.js';
import { writeSharedVast } from './write-vast-reply.js';

export interface CohortRoutesRoom {
  readonly shared: SharedDecider;
  readonly live: Pick<LiveRoom, 'hints'>;
}

type CohortQuery = AskerQuery & {
  readonly breakId: string;
  readonly kind?: BreakKind;
  readonly durationMs?: string;
  readonly consent?: 'personalised' | 'contextual' | 'child';
  readonly part?: string;
  readonly picks?: string;
};

/** Names in the question what has no viewer. */
const ANYBODY = 'anybody';
/** Addresses whose question is remembered: a CDN asks with the same few again and again. About 1 kB each, and a long one is not kept. */
const MOST_ADDRESSES = 2000;
const LONGEST_ADDRESS = 1000;

/** `GET /v1/cohort/…`: an answer for all who ask with the same address. A CDN asks for all of them, and keeps it as long as it is told. */
export function cohortRoutes(app: FastifyInstance, { shared, live }: CohortRoutesRoom): void {
  const questions = new RecentMap<DecisionRequest>(MOST_ADDRESSES);
  /** What an address asks follows from it alone, but for a break that is planned. */
  const questionOf = ({ url, query }: FastifyRequest<{ Querystring: CohortQuery }>): DecisionRequest => {
    const hint = hintOf(live, query);
    const known = hint === null ? questions.get(url) : undefined;
    const asked = known ?? requestOf(query, hint);
    if (hint === null && known === undefined && url.length <= LONGEST_ADDRESS) questions.set(url, asked);
    return asked;
  };
  const decide = (request: FastifyRequest<{ Querystring: CohortQuery }>): Promise<SharedAnswer> => {
    const { query } = request;
    const asked = questionOf(request);
    // The address says all: what a CDN's headers say of one viewer is not true of the others.
    const asker = { baseUrl: baseUrlOf(request), beaconedBy: 'client', fillsMacros: true } as const;
    return shared.decide(asked, asker, query.part || null);
  };
  const ROUTES: readonly [
    name: string,
    summary: string,
    type: string,
    write: (answer: SharedAnswer) => string | Buffer,
  ][] = [
    ['decision', 'A pod for a cohort, as JSON', 'application/json', ({ reply }) => writeReply(reply)],
    [
      ...(['vast', 'A pod for a cohort, as VAST 4.2', 'application/xml; charset=utf-8'] as const),
      ({ reply }) => writeSharedVast(reply),
    ],
    [
      ...(['asset-list', 'A pod for a cohort, as an HLS asset list', 'application/json'] as const),
      ({ reply }) => JSON.stringify(writeAssetList(reply)),
    ],
  ];
  for (const [name, summary, type, write] of ROUTES)
    app.get<{ Querystring: CohortQuery }>(`/v1/cohort/${name}`, {
      schema: { querystring: COHORT_QUERY_SCHEMA, tags: ['decisions'], summary },
      handler: async (request, reply): Promise<FastifyReply> => {
        const answer = await decide(request);
        reply.header('cache-control', answer.cacheControl).type(type);
        if (answer.cohortKey !== null) reply.header('cutaway-cohort', answer.cohortKey);
        return reply.send(write(answer));
      },
    });
}

/** A break that is planned is fetched ahead: its plan's name is the break's. */
function hintOf(live: CohortRoutesRoom['live'], { channel, breakId }: CohortQuery): BreakHint | null {
  const hints = channel === undefined ? [] : live.hints(channel);
  return hints.find(({ planId }) => planId === breakId) ?? null;
}

function requestOf(query: CohortQuery, hint: BreakHint | null): DecisionRequest {
  const { breakId, kind = 'linear', durationMs, picks, consent: allows = 'contextual' } = query;
  const asked = { sessionId: ANYBODY, breakId, kind, durationMs: lengthOf(durationMs) ?? hint?.durationMs ?? null };
  const { identity: _, ...request } = fromQuery(asked, query);
  const consent: Consent = { personalised: allows === 'personalised', coppa: allows === 'child' };
  return { ...request, consent, picks: picks === '1', ...(hint && { hint }) };
}
