import type { FastifyInstance } from 'fastify';
import type { BeaconLog } from '../beacons/beacon-log.js';
import { ID_SCHEMA } from './decision-schema.js';

/** What the list works with. */
export interface BeaconRoom {
  readonly beacons: Pick<BeaconLog, 'list'>;
}

/** `GET /v1/beacons`: the list of what was heard. */
export function beaconRoutes(app: FastifyInstance, { beacons }: BeaconRoom): void {
  app.get<{ Querystring: { sessionId?: string } }>('/v1/beacons', {
    schema: { querystring: { type: 'object', properties: { sessionId: ID_SCHEMA } } },
    handler: (request) => beacons.list(request.query.sessionId ?? null),
  });
}
