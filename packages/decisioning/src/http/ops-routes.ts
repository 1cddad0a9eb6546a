import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../catalogue/line-item.js';
import type { Metrics } from '../ops/metrics.js';

/** `GET /health` and `GET /metrics`. */
export function opsRoutes(
  app: FastifyInstance,
  room: { readonly catalogue: Catalogue; readonly metrics: Metrics },
): void {
  app.get('/health', () => ({ status: 'ok', lineItems: room.catalogue.items.length }));
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await room.metrics.expose()),
  );
}
