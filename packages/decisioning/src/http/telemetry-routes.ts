import type { TelemetryBatch } from '@cutaway/model';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../ops/metrics.js';
import type { LedgerLog } from '../telemetry/ledger-log.js';
import type { ErrorAnswer } from './answer-errors.js';
import { ID_SCHEMA } from './decision-schema.js';
import { TELEMETRY_SCHEMA } from './telemetry-schema.js';

/** What the collector of ledgers works with. */
export interface TelemetryRoom {
  readonly ledgers: LedgerLog;
  readonly metrics: Metrics;
}

/** `POST /v1/telemetry`, and what its chains say: `GET /v1/sessions/:sessionId/ledger`. */
export function telemetryRoutes(app: FastifyInstance, { ledgers, metrics }: TelemetryRoom): void {
  app.register(async (scope) => {
    // A page that ends sends text/plain: anything else needs a preflight, for which it has no time.
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser('text/plain', { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'));
    scope.post<{ Body: TelemetryBatch }>('/v1/telemetry', {
      schema: { body: TELEMETRY_SCHEMA },
      handler: (request, reply) => {
        const { outcomes, gapsOpened } = ledgers.hear(request.body);
        metrics.ledgerHeard(outcomes, gapsOpened);
        // What is wrong with a chain is noted, not told to who may have made it so.
        return reply.code(204).send();
      },
    });
  });

  app.get<{ Params: { sessionId: string } }>('/v1/sessions/:sessionId/ledger', {
    schema: { params: { type: 'object', properties: { sessionId: ID_SCHEMA } } },
    handler: (request, reply) => {
      const { sessionId } = request.params;
      const report = ledgers.report(sessionId);
      if (report !== null) return reply.send(report);
      const error = `Cannot judge ledger of ${sessionId}: no entry was heard, expected a session with telemetry`;
      return reply.code(404).send({ statusCode: 404, error, field: 'sessionId' } satisfies ErrorAnswer);
    },
  });
}
