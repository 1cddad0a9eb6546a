import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BreakKind, DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Asker, Decider } from '../decide/decider.js';
import type { Metrics } from '../ops/metrics.js';
import { baseUrlOf } from './base-url.js';
import { DECISION_REQUEST_SCHEMA } from './decision-schema.js';
import { fromQuery, lengthOf, positionOf, type AskerQuery } from './from-query.js';
import { offerTelemetry, type TelemetryOffer } from './offer-telemetry.js';
import { writeReply } from './write-reply.js';
import { writeVastReply } from './write-vast-reply.js';
import { dropUnfilled } from './read-query.js';
import { VAST_QUERY_SCHEMA } from './query-schema.js';

/** What the addresses for decisions need. */
export interface DecisionRoutesRoom extends TelemetryOffer {
  readonly decider: Decider;
  readonly metrics: Metrics;
  /** Whether who asks may know why: what is said of candidates names the line items and bids of competitors. */
  mayExplain(request: FastifyRequest): boolean;
}

interface Format {
  readonly format?: string;
  readonly explain?: string;
}

export type VastQuery = AskerQuery & {
  readonly sessionId: string;
  readonly breakId: string;
  readonly kind?: BreakKind;
};

/** `POST /v1/decisions` for the SDK (`/v1/decision` is its old name) and `GET /v1/vast` for whoever has an ad tag. */
export function decisionRoutes(app: FastifyInstance, room: DecisionRoutesRoom): void {
  const onError = async (_request: unknown, _reply: unknown, error: FastifyError): Promise<void> =>
    room.metrics.refused(error.validationContext ?? 'none');
  const JSON_ANSWER = { schema: { body: DECISION_REQUEST_SCHEMA, tags: ['decisions'] }, onError };

  for (const path of ['/v1/decisions', '/v1/decision'])
    app.post<{ Body: DecisionRequest; Querystring: Format }>(path, {
      ...JSON_ANSWER,
      schema: { ...JSON_ANSWER.schema, hide: path === '/v1/decision', summary: 'A pod for one break' },
      handler: async (request, reply) => {
        const { sessionId, joins = false } = request.body;
        const isVast = wantsVast(request);
        const asker = { ...askerOf(request, room), fillsMacros: true, joins: joins || isVast };
        const decision = await room.decider.decide(request.body, asker);
        if (isVast) return sendVast(reply, decision, request.body);
        return reply
          .type('application/json; charset=utf-8')
          .send(writeReply(offerTelemetry(decision, sessionId, baseUrlOf(request), room), request.body));
      },
    });

  app.get<{ Querystring: VastQuery }>('/v1/vast', {
    schema: { querystring: VAST_QUERY_SCHEMA, tags: ['decisions'], summary: 'A pod for one break, as VAST 4.2' },
    preValidation: dropUnfilled,
    onError,
    handler: async (request, reply) => {
      const asker = { ...askerOf(request, room), fillsMacros: true, joins: true };
      const asked = requestOfTag(request.query);
      return sendVast(reply, await room.decider.decide(asked, asker), asked);
    },
  });
}

/** What an ad tag asks for. */
export function requestOfTag(query: VastQuery): DecisionRequest {
  const { sessionId, breakId, kind = 'linear' } = query;
  return fromQuery({ sessionId, breakId, kind, durationMs: lengthOf(query), ...positionOf(query) }, query);
}

/** Who asks, as far as an HTTP request says it. */
export function askerOf(request: FastifyRequest, { mayExplain }: Pick<DecisionRoutesRoom, 'mayExplain'>): Asker {
  const { explain } = request.query as Format;
  return {
    ...{ baseUrl: baseUrlOf(request), beaconedBy: 'client', headers: request.headers, ip: request.ip },
    userAgent: request.headers['user-agent'] ?? '',
    explains: explain === '1' && mayExplain(request),
  };
}

function wantsVast(request: FastifyRequest<{ Querystring: Format }>): boolean {
  const accepted = request.headers.accept ?? '';
  return request.query.format === 'vast' || /\b(application|text)\/xml\b/.test(accepted);
}

/** Players of an ad tag may not fill in who they are: it is done here. */
function sendVast(
  reply: FastifyReply,
  decision: DecisionReply,
  { sessionId, durationMs }: Pick<DecisionRequest, 'sessionId' | 'durationMs'>,
): FastifyReply {
  return reply.type('application/xml; charset=utf-8').send(writeVastReply(decision, sessionId, durationMs));
}
