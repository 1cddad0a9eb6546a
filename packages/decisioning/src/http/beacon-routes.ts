import type { FastifyInstance } from 'fastify';
import type { BeaconLog } from '../beacons/beacon-log.js';
import type { BeaconRow } from '../beacons/heard-beacon.js';
import type { AdminGuard } from './admin-guard.js';
import { streamOf } from './in-slices.js';
import { ID_SCHEMA } from './decision-schema.js';

/** What the list works with. */
export interface BeaconRoom {
  readonly beacons: Pick<BeaconLog, 'list' | 'all'>;
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
    handler: (request, reply) => {
      const { sessionId } = request.query;
      if (sessionId !== undefined) return beacons.list(sessionId);
      return reply.type('application/json; charset=utf-8').send(streamOf(writeList(beacons.all())));
    },
  });
}

const ROWS_AT_ONCE = 32;

/** As `BeaconList` is as JSON, some rows in each piece: there may be 50,000. */
function* writeList(rows: Iterable<BeaconRow>): Generator<string> {
  let unique = 0;
  let calls = 0;
  let piece = '{"beacons":[';
  for (const row of rows) {
    piece += `${unique === 0 ? '' : ','}${JSON.stringify(row)}`;
    unique += 1;
    calls += row.count;
    if (unique % ROWS_AT_ONCE !== 0) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}],"totals":${JSON.stringify({ unique, duplicates: calls - unique })}}`;
}
