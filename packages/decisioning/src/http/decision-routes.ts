import { DECISION_PROTOCOL, type BreakKind, type DecisionReply, type DecisionRequest } from '@cutaway/model';
import { writeVast } from '@cutaway/vast';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decide, type DecisionRoom } from '../answer/decide.js';
import { baseUrlOf } from './base-url.js';
import { DECISION_REQUEST_SCHEMA, VAST_QUERY_SCHEMA } from './decision-schema.js';
import { offerTelemetry, type TelemetryOffer } from './offer-telemetry.js';

interface VastQuery {
  readonly sessionId: string;
  readonly breakId: string;
  readonly kind?: BreakKind;
  readonly durationMs?: string;
}

/** `POST /v1/decision` for the SDK and `GET /v1/vast` for whoever has an ad tag. */
export function decisionRoutes(app: FastifyInstance, room: DecisionRoom & TelemetryOffer): void {
  const answer = (request: FastifyRequest, asked: DecisionRequest) =>
    decide(asked, { baseUrl: baseUrlOf(request), beaconedBy: 'client' }, room);

  app.post<{ Body: DecisionRequest; Querystring: { format?: string } }>('/v1/decision', {
    schema: { body: DECISION_REQUEST_SCHEMA },
    onError: async () => room.metrics.decided('refused', 0, null, null),
    handler: (request, reply) => {
      const decision = answer(request, request.body);
      if (wantsVast(request)) return sendVast(reply, decision);
      return reply.send(offerTelemetry(decision, request.body.sessionId, baseUrlOf(request), room));
    },
  });

  app.get<{ Querystring: VastQuery }>('/v1/vast', {
    schema: { querystring: VAST_QUERY_SCHEMA },
    onError: async () => room.metrics.decided('refused', 0, null, null),
    handler: (request, reply) => sendVast(reply, answer(request, fromQuery(request.query))),
  });
}

function fromQuery({ sessionId, breakId, kind, durationMs }: VastQuery): DecisionRequest {
  return {
    protocol: DECISION_PROTOCOL,
    sessionId,
    breakId,
    kind: kind ?? 'linear',
    startsAt: 0, // an ad tag does not say
    durationMs: durationMs === undefined ? null : Number(durationMs),
    upids: [],
    budgetMs: 0,
  };
}

function wantsVast(request: FastifyRequest<{ Querystring: { format?: string } }>): boolean {
  const accepted = request.headers.accept ?? '';
  return request.query.format === 'vast' || /\b(application|text)\/xml\b/.test(accepted);
}

function sendVast(reply: FastifyReply, { pod, errorUrls }: DecisionReply): FastifyReply {
  return reply.type('application/xml; charset=utf-8').send(writeVast(pod, { errorUrls }));
}
