import type { FastifyInstance } from 'fastify';
import type { CatalogueShelf } from '../catalogue/shelf.js';
import type { Metrics } from '../ops/metrics.js';
import type { Readiness } from '../ops/readiness.js';

/** What operators are told of. */
export interface OpsRoom {
  readonly shelf: Pick<CatalogueShelf, 'current'>;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/** `GET /health` (and `/live`, `/ready` below it), `GET /metrics` and `GET /openapi.json`. */
export function opsRoutes(app: FastifyInstance, room: OpsRoom): void {
  // Monitors and balancers may ask for the status alone (RFC 9110 §9.3.2).
  const alone = { exposeHeadRoute: true };
  app.get('/health', alone, () => ({ status: 'ok', lineItems: room.shelf.current().lineItems.length }));
  app.get('/health/live', alone, () => ({ status: 'ok' }));
  app.get('/health/ready', alone, (_request, reply) => {
    const [reasons, degraded] = [room.readiness.reasons(), room.readiness.degraded()];
    const status = reasons.length > 0 ? 'not ready' : degraded.length > 0 ? 'degraded' : 'ok';
    return reply.code(reasons.length === 0 ? 200 : 503).send({ status, reasons, degraded });
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await room.metrics.expose()),
  );
}
