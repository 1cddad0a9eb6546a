import type { FastifyInstance } from 'fastify';
import type { BeaconLog } from '../beacons/beacon-log.js';
import type { AdminGuard } from './admin-guard.js';
import { ID_SCHEMA } from './decision-schema.js';

/** What the list works with. */
export interface BeaconRoom {
  readonly beacons: Pick<BeaconLog, 'list'>;
}

interface ListQuery {
  readonly sessionId?: string;
}

/**
 * `GET /v1/beacons`: the list of what was heard. Whoever knows a session's id may see what that session sent, as its player does; the list of
 * all sessions has their ids and what each watched, so it is the operator's.
 */
export function beaconRoutes(
  app: FastifyInstance,
  { beacons }: BeaconRoom,
  guard: Pick<AdminGuard, 'onRequest'>,
): void {
  app.get<{ Querystring: ListQuery }>('/v1/beacons', {
    schema: { querystring: { type: 'object', properties: { sessionId: ID_SCHEMA } } },
    preHandler: async (request, reply) =>
      request.query.sessionId === undefined ? guard.onRequest(request, reply) : undefined,
    handler: (request) => beacons.list(request.query.sessionId ?? null),
  });
}
