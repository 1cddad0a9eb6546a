import type { TrackingEvent, WallMs } from '@cutaway/model';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Collector } from '../beacons/collector.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { readBeaconWhat } from '../beacons/pod-beacon-url.js';
import type { Verdict } from '../events/event-record.js';
import type { ErrorAnswer } from './answer-errors.js';
import { EVENT_BATCH_SCHEMA, POD_BEACON_PARAMS_SCHEMA } from './collector-schema.js';
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

/**
 * `GET /b/:token/:what`: 204 once the event is durable, whatever it was judged to be; 503 where it cannot be kept.
 * `POST /v1/events`: many at once, `{ protocol, events }`, answered with `{ outcomes }`, one for each in their order; 503 where one
 * was not kept, and then all may be sent again.
 */
export function collectorRoutes(app: FastifyInstance, { collector, onHeard }: CollectorRoom): void {
  async function hear(...[beacon, caller]: Parameters<Collector['hear']>): Promise<Verdict> {
    const startedMs = performance.now();
    const verdict = await collector.hear(beacon, caller);
    onHeard?.(beacon.event, verdict, performance.now() - startedMs);
    return verdict;
  }

  app.get<{ Params: { token: string; what: string }; Querystring: Query }>('/b/:token/:what', {
    schema: { params: POD_BEACON_PARAMS_SCHEMA },
    handler: async (request, reply) => {
      const { token, what } = request.params;
      const read = readBeaconWhat(what);
      if (read === null)
        return refuse(reply, 400, 'what', `Cannot hear beacon: ${what} is no event, expected an ad and a code`);
      const beacon = fromUrl(token, read, request.query);
      try {
        await hear(beacon, readCaller(request, beacon.party === 'server'));
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
      schema: { body: EVENT_BATCH_SCHEMA },
      handler: async (request, reply) => {
        const caller = readCaller(request, false);
        const heard = request.body.events.map((entry) =>
          hear(fromEntry(entry), caller).then((verdict) => ANSWERS[verdict]),
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
  const code = filled(query['e']);
  const time = filled(query['t']);
  const claimedAtMs = time === null ? NaN : Date.parse(time);
  return {
    token,
    ...what,
    nonce: filled(query['n']),
    claimedAtMs: Number.isNaN(claimedAtMs) ? null : claimedAtMs,
    playhead: filled(query['p']),
    code: code !== null && /^\d{1,4}$/.test(code) ? Number(code) : null,
    of: filled(query['of']),
    at: filled(query['at']),
    cacheBusting: filled(query['c']),
    party: query['s'] === '1' || query['s'] === '2' ? 'server' : 'client', // [SERVERSIDE], VAST 4.3 §6.1
  };
}

function fromEntry(entry: Entry): PodBeacon {
  const { token, ad, event, nonce = null, atMs = null, playhead = null, code = null } = entry;
  const { of = null, at = null, cacheBusting = null } = entry;
  return { token, ad, event, nonce, claimedAtMs: atMs, playhead, code, of, at, cacheBusting, party: 'client' };
}

/** A macro that nobody filled, or that is unknown (-1) or not to be shared (-2), says nothing. */
function filled(value: string | string[] | undefined): string | null {
  if (typeof value !== 'string' || value === '' || value.length > 256) return null;
  return /^\[.*\]$|^-[12]$/.test(value) ? null : value;
}
