import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../catalogue/line-item.js';
import type { Metrics } from '../ops/metrics.js';

/** What operators are told of. */
export interface OpsRoom {
  readonly catalogue: Catalogue;
  readonly metrics: Metrics;
}

/** `GET /health`, `GET /metrics` and `GET /openapi.json`. */
export function opsRoutes(app: FastifyInstance, room: OpsRoom): void {
  app.get('/health', () => ({ status: 'ok', lineItems: room.catalogue.items.length }));
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await room.metrics.expose()),
  );
}
