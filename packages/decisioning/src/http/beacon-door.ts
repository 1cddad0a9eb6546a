import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { hearBeacon, type CollectorRoom } from './collector-routes.js';
import { readBeaconUrl } from './read-beacon-url.js';
import { readCaller } from './read-caller.js';

/** As fastify's own: players keep connections open between beacons. */
const KEEP_ALIVE_MS = 72_000;

const ACCEPTED = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' } as const;

/**
 * A server that answers the beacons of pods itself and leaves the rest to `others`: a beacon is most of what comes, says all in its
 * address, and is answered with nothing, so that all a framework does for it is to cost more than the beacon. What is in any way odd
 * goes to `others` too, whose route says the same and more.
 */
export function createBeaconServer(others: RequestListener, room: CollectorRoom): Server {
  const server = createServer((request, response) => {
    if (!answerBeacon(request, response, room)) others(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = 0;
  return server;
}

/** False: it is not a plain beacon. */
function answerBeacon(request: IncomingMessage, response: ServerResponse, room: CollectorRoom): boolean {
  const { url = '', method } = request;
  if (method !== 'GET' || !url.startsWith('/b/')) return false;
  const beacon = readBeaconUrl(url);
  if (beacon === null) return false;
  const caller = readCaller(request.headers, request.socket.remoteAddress ?? null, beacon.party === 'server');
  hearBeacon(room, beacon, caller).then(
    () => response.writeHead(204, ACCEPTED).end(),
    (error: unknown) => {
      const body = JSON.stringify({ statusCode: 503, error: String(error), field: null });
      response.writeHead(503, { ...ACCEPTED, 'content-type': 'application/json; charset=utf-8', 'retry-after': '1' });
      response.end(body);
    },
  );
  return true;
}
