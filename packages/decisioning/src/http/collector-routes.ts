import type { TrackingEvent, WallMs } from '@cutaway/model';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Collector } from '../beacons/collector.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { readBeaconWhat } from '../beacons/pod-beacon-url.js';
import type { Verdict } from '../events/event-record.js';
import type { ErrorAnswer } from './answer-errors.js';
import { EVENT_BATCH_SCHEMA, POD_BEACON_PARAMS_SCHEMA } from './collector-schema.js';
import { codeOf, filled, timeOf } from './read-beacon-url.js';
import { readCaller } from './read-caller.js';

/** What the collector of pods works with. */
export interface CollectorRoom {
  readonly collector: Collector;
  /** Each beacon that was kept, by event and verdict, and how long it took until it was durable. */
  readonly onHeard?: (event: TrackingEvent, verdict: Verdict, tookMs: number) => void;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

interface Entry {
  readonly token: string;
  readonly ad: number | null;
  readonly event: TrackingEvent;
  readonly nonce?: string | null;
  /** When it happened, by the caller's clock. */
  readonly atMs?: WallMs | null;
  readonly playhead?: string | null;
  readonly code?: number | null;
  readonly of?: string | null;
  readonly at?: string | null;
  readonly cacheBusting?: string | null;
}

/** What an entry's sender is told. Suspicion is noted, not told to who may have caused it. */
export type EntryAnswer = 'accepted' | 'duplicate' | 'late' | 'unknown-token' | 'not-kept';

const ANSWERS: Readonly<Record<Verdict, EntryAnswer>> = {
  ok: 'accepted',
  ivt: 'accepted',
  dup: 'duplicate',
  late: 'late',
  badsig: 'unknown-token',
};

/** As many entries as a batch may have, each with a long token. */
export const MAX_BATCH_BYTES = 512 * 1024;

/** Hears it, and tells how long that took. */
export function hearBeacon(
  { collector, onHeard }: CollectorRoom,
  ...[beacon, caller]: Parameters<Collector['hear']>
): Promise<Verdict> {
  const heard = collector.hear(beacon, caller);
  if (onHeard === undefined) return heard;
  const startedMs = performance.now();
  return heard.then((verdict) => {
    onHeard(beacon.event, verdict, performance.now() - startedMs);
    return verdict;
  });
}

/**
 * `GET /b/:token/:what`: 204 once the event is durable, whatever it was judged to be; 503 where it cannot be kept.
 * `POST /v1/events`: many at once, `{ protocol, events }`, answered with `{ outcomes }`, one for each in their order; 503 where one
 * was not kept, and then all may be sent again.
 */
export function collectorRoutes(app: FastifyInstance, room: CollectorRoom): void {
  app.get<{ Params: { token: string; what: string }; Querystring: Query }>('/b/:token/:what', {
    schema: { params: POD_BEACON_PARAMS_SCHEMA },
    handler: async (request, reply) => {
      const { token, what } = request.params;
      const read = readBeaconWhat(what);
      if (read === null)
        return refuse(reply, 400, 'what', `Cannot hear beacon: ${what} is no event, expected an ad and a code`);
      const beacon = fromUrl(token, read, request.query);
      try {
        await hearBeacon(room, beacon, readCaller(request.headers, request.ip, beacon.party === 'server'));
      } catch (error) {
        return refuse(reply.header('retry-after', '1'), 503, null, String(error));
      }
      return reply.code(204).send();
    },
  });

  app.register(async (scope) => {
    // A page that ends sends text/plain: anything else needs a preflight, for which it has no time.
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser('text/plain', { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'));
    scope.post<{ Body: { events: readonly Entry[] } }>('/v1/events', {
      bodyLimit: MAX_BATCH_BYTES,
      schema: { body: EVENT_BATCH_SCHEMA },
      handler: async (request, reply) => {
        const caller = readCaller(request.headers, request.ip, false);
        const heard = request.body.events.map((entry) =>
          hearBeacon(room, fromEntry(entry), caller).then((verdict) => ANSWERS[verdict]),
        );
        const outcomes = await Promise.all(heard.map((one) => one.catch((): EntryAnswer => 'not-kept')));
        return reply.code(outcomes.includes('not-kept') ? 503 : 200).send({ outcomes });
      },
    });
  });
}

function refuse(reply: FastifyReply, statusCode: number, field: string | null, error: string): FastifyReply {
  return reply.code(statusCode).send({ statusCode, error, field } satisfies ErrorAnswer);
}

function fromUrl(token: string, what: { ad: number | null; event: TrackingEvent }, query: Query): PodBeacon {
  const [code, time] = [filled(query['e']), filled(query['t'])];
  return {
    token,
    ...what,
    nonce: filled(query['n']),
    claimedAtMs: time === null ? null : timeOf(time),
    playhead: filled(query['p']),
    code: code === null ? null : codeOf(code),
    of: filled(query['of']),
    at: filled(query['at']),
    cacheBusting: filled(query['c']),
    party: query['s'] === '1' || query['s'] === '2' ? 'server' : 'client', // [SERVERSIDE], VAST 4.3 §6.1
  };
}

/** As a URL is read: a macro that nobody filled says nothing here, too, and is the name of no client. */
function fromEntry({ token, ad, event, atMs = null, code = null, ...said }: Entry): PodBeacon {
  const of = (name: 'nonce' | 'playhead' | 'of' | 'at' | 'cacheBusting'): string | null => filled(said[name] ?? '');
  return {
    ...{ token, ad, event, code, claimedAtMs: atMs },
    party: 'client',
    ...{ nonce: of('nonce'), playhead: of('playhead'), of: of('of'), at: of('at'), cacheBusting: of('cacheBusting') },
  };
}
