import type { BeaconParty, TrackingEvent, WallMs } from '@cutaway/model';
import type { FastifyInstance } from 'fastify';
import type { BeaconLog } from '../beacons/beacon-log.js';
import type { HeardBeacon } from '../beacons/heard-beacon.js';
import type { Metrics } from '../ops/metrics.js';
import { BEACON_PARAMS_SCHEMA, BEACON_QUERY_SCHEMA } from './beacon-schema.js';
import { ID_SCHEMA } from './decision-schema.js';

interface Params {
  readonly sessionId: string;
  readonly adInstanceId: string;
  readonly level: string;
  readonly event: TrackingEvent;
  readonly index?: string;
}
interface Query {
  readonly code?: string;
  readonly playhead?: string;
  readonly by?: string;
  readonly cb?: string;
  readonly of?: string;
  readonly at?: string;
}

/** What the collector works with. */
export interface BeaconRoom {
  readonly beacons: BeaconLog;
  readonly metrics: Metrics;
  readonly nowMs: () => WallMs;
}

/** A collector of beacons that nobody has signed, which are listed and never billed, and the list of what was heard at any. */
export function beaconRoutes(app: FastifyInstance, { beacons, metrics, nowMs }: BeaconRoom): void {
  app.get<{ Params: Params; Querystring: Query }>('/v1/beacon/:sessionId/:adInstanceId/:level/:event/:index?', {
    schema: { params: BEACON_PARAMS_SCHEMA, querystring: BEACON_QUERY_SCHEMA },
    handler: (request, reply) => {
      const beacon = fromRequest(request.params, request.query);
      metrics.beaconHeard(beacon.event, beacons.hear(beacon, nowMs()));
      return reply.code(204).send();
    },
  });

  app.get<{ Querystring: { sessionId?: string } }>('/v1/beacons', {
    schema: { querystring: { type: 'object', properties: { sessionId: ID_SCHEMA } } },
    handler: (request) => beacons.list(request.query.sessionId ?? null),
  });
}

function fromRequest(params: Params, query: Query): HeardBeacon {
  return {
    sessionId: params.sessionId,
    adInstanceId: params.adInstanceId,
    level: Number(params.level),
    event: params.event,
    index: Number(params.index ?? 0),
    of: filled(query.of),
    at: filled(query.at),
    code: /^\d{1,4}$/.test(query.code ?? '') ? Number(query.code) : null,
    playhead: filled(query.playhead),
    cacheBusting: filled(query.cb),
    party: partyOf(query.by),
  };
}

/** [SERVERSIDE]: 0 client, 1 server because the client asked, 2 server on its own; missing means 0 (VAST 4.3 §6.1). */
const partyOf = (by: string | undefined): BeaconParty => (by === '1' || by === '2' ? 'server' : 'client');

/** A macro that nobody filled, or that is unknown (-1) or not to be shared (-2), says nothing. */
function filled(value: string | undefined): string | null {
  return value === undefined || value === '' || /^\[.*\]$|^-[12]$/.test(value) ? null : value;
}
