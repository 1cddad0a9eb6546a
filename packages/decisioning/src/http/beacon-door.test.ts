import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { beaconDoor } from './beacon-door.js';
import { readAddresses } from './caller-address.js';
import type { CollectorRoom } from './collector-routes.js';
import { createFrontServer } from './front-server.js';

let close = (): void => undefined;
afterEach(() => close());

/** A door in front of a framework that answers 418 to what comes through. */
async function open(hear: CollectorRoom['collector']['hear']) {
  const heard: string[] = [];
  const collector = { hear, decided: async () => true, close: () => undefined };
  const onHeard: CollectorRoom['onHeard'] = (event, verdict) => heard.push(`${event} ${verdict}`);
  const server = createFrontServer(
    (_request, response) => response.writeHead(418).end(),
    [beaconDoor({ collector, onHeard }, readAddresses(false))],
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  const { port } = server.address() as AddressInfo;
  return { heard, call: (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method }) };
}

describe('beaconDoor', () => {
  it('answers a plain beacon with nothing once it is kept, to players of any page', async () => {
    const { call, heard } = await open(async ({ event }) => (event === 'start' ? 'ok' : 'dup'));
    const { status, headers } = await call('/b/token/0st?p=1&s=0&c=12345678');
    expect([status, headers.get('access-control-allow-origin'), headers.get('cache-control')]).toEqual([
      ...[204, '*', 'no-store'],
    ]);
    expect(heard).toEqual(['start ok']);
  });

  it('asks for another call where it could not be kept', async () => {
    const { call, heard } = await open(() => Promise.reject(new Error('the disk is full')));
    const answer = await call('/b/token/0im');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toEqual({ statusCode: 503, error: 'Error: the disk is full', field: null });
    expect(heard).toEqual([]);
  });

  it.each([
    ['/b/token/0zz', 'GET'],
    ['/b/token/0im', 'HEAD'],
    ['/v1/vast', 'GET'],
  ])('leaves %s by %s to the framework', async (path, method) => {
    const { call, heard } = await open(async () => 'ok');
    expect((await call(path, method)).status).toBe(418);
    expect(heard).toEqual([]);
  });
});
