import { afterEach, describe, expect, it } from 'vitest';
import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Asker } from '../decide/decider.js';
import { readAddresses } from './caller-address.js';
import type { VastQuery } from './decision-routes.js';
import { createFrontServer } from './front-server.js';
import { vastDoor } from './vast-door.js';

let close = (): void => undefined;
afterEach(() => close());

const reply = {
  protocol: 1,
  pod: { id: 'p', breakId: 'b', ads: [] },
  errorUrls: ['https://e/'],
  rung: 'empty',
} as never;

/** A door in front of a framework that answers 418 to what comes through. */
async function open(decide: () => Promise<DecisionReply> = async () => reply) {
  const asked: { readonly request: DecisionRequest; readonly asker: Asker }[] = [];
  const door = vastDoor({
    decider: {
      decide(request, asker) {
        asked.push({ request, asker });
        return decide();
      },
    },
    isValid: (query): query is VastQuery => (query as VastQuery).breakId === 'b',
    addressOf: readAddresses(false),
  });
  const server = createFrontServer((_request, response) => response.writeHead(418).end(), [door]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const get = (path: string, method = 'GET') => fetch(`${url}${path}`, { method, headers: { 'user-agent': 'TV' } });
  return { asked, get, url };
}

describe('vastDoor', () => {
  it('answers an ad tag with VAST, to players of any page', async () => {
    const { get, asked, url } = await open();
    const answer = await get('/v1/vast?sessionId=s%C3%B6hne+1&breakId=b&durationMs=30000&genre=a,b&genre2=');
    const names = ['content-type', 'access-control-allow-origin', 'cache-control'];
    expect([answer.status, ...names.map((name) => answer.headers.get(name))]).toEqual([
      ...[200, 'application/xml; charset=utf-8', '*', 'no-store'],
    ]);
    expect(await answer.text()).toContain('<Error><![CDATA[https://e/]]></Error>');
    const [{ request, asker } = { request: null, asker: null }] = asked;
    expect(request).toMatchObject({ sessionId: 'söhne 1', breakId: 'b', durationMs: 30_000, kind: 'linear' });
    expect(request?.viewing?.content?.genres).toEqual(['a', 'b']);
    expect(asker).toMatchObject({ baseUrl: url, ip: '127.0.0.1', userAgent: 'TV', joins: true, fillsMacros: true });
  });

  it('takes a macro that nobody filled, or that the player does not know, for nothing', async () => {
    const { get, asked } = await open();
    await get('/v1/vast?sessionId=s&breakId=b&durationMs=&ifa=-1&lmt=[LIMITADTRACKING]&country=-2&os=tizen');
    const [{ request } = { request: null }] = asked;
    expect(request).toMatchObject({ durationMs: null, viewing: { device: { os: 'tizen' } } });
    expect(request?.identity).toBeUndefined();
  });

  it.each([
    ['what is not valid', '/v1/vast?sessionId=s&breakId=c', 'GET'],
    ['what asks why', '/v1/vast?sessionId=s&breakId=b&explain=1', 'GET'],
    ['what no reader can decode', '/v1/vast?sessionId=%FF&breakId=b', 'GET'],
    ['half a sign', '/v1/vast?sessionId=%4&breakId=b', 'GET'],
    ['another method', '/v1/vast?sessionId=s&breakId=b', 'HEAD'],
    ['another address', '/v1/vmap?sessionId=s&breakId=b', 'GET'],
    ['nothing', '/v1/vast', 'GET'],
  ])('leaves %s to the framework', async (_, path, method) => {
    const { get, asked } = await open();
    expect((await get(path, method)).status).toBe(418);
    expect(asked).toEqual([]);
  });

  it('hangs up where an answer cannot be made', async () => {
    const { get } = await open(() => Promise.reject(new Error('broken')));
    await expect(get('/v1/vast?sessionId=s&breakId=b')).rejects.toThrow();
  });
});
