import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressOf } from './caller-address.js';
import { hearBeacon, type CollectorRoom } from './collector-routes.js';
import type { Door } from './front-server.js';
import { readBeaconUrl } from './read-beacon-url.js';
import { readCaller } from './read-caller.js';

const ACCEPTED = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' } as const;

/**
 * Answers the beacons of pods: they are most of what comes, say all in their address, and are answered with nothing, so that all a
 * framework does for one is to cost more than the beacon. What is in any way odd is left to the framework's route, which says the same
 * and more.
 */
export const beaconDoor =
  (room: CollectorRoom, addressOf: AddressOf): Door =>
  (request, response) =>
    answerBeacon(request, response, room, addressOf);

/** False: it is not a plain beacon. */
function answerBeacon(
  request: IncomingMessage,
  response: ServerResponse,
  room: CollectorRoom,
  addressOf: AddressOf,
): boolean {
  const { url = '', method } = request;
  if (method !== 'GET' || !url.startsWith('/b/')) return false;
  const beacon = readBeaconUrl(url);
  if (beacon === null) return false;
  const caller = readCaller(request.headers, addressOf(request).ip, beacon.party === 'server');
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
