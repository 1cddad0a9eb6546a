import { afterEach, describe, expect, it } from 'vitest';
import { readAddresses } from './caller-address.js';
import { cohortDoor } from './cohort-door.js';
import { createFrontServer } from './front-server.js';

let close = (): void => undefined;
afterEach(() => close());

const WRITTEN = {
  body: Buffer.from('<VAST/>'),
  headers: { 'content-type': 'application/xml', 'cache-control': 'public' },
};

/** A door that knows one address, in front of a framework that answers 418 to what comes through. */
async function open(answer = () => Promise.resolve(WRITTEN)) {
  const asked: string[] = [];
  const door = cohortDoor(
    {
      askAgain(url, baseUrl) {
        asked.push(`${baseUrl} ${url}`);
        return url.endsWith('breakId=known') ? answer() : null;
      },
    },
    readAddresses(false),
  );
  const server = createFrontServer((_request, response) => response.writeHead(418).end(), [door]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return { asked, url, call: (path: string, method = 'GET') => fetch(`${url}${path}`, { method }) };
}

describe('cohortDoor', () => {
  it('answers an address that is known', async () => {
    const { call, asked, url } = await open();
    const answer = await call('/v1/cohort/vast?breakId=known');
    const names = ['content-type', 'cache-control', 'access-control-allow-origin', 'content-length'];
    expect([answer.status, await answer.text(), ...names.map((name) => answer.headers.get(name))]).toEqual([
      ...[200, '<VAST/>', 'application/xml', 'public', '*', '7'],
    ]);
    expect(asked).toEqual([`${url} /v1/cohort/vast?breakId=known`]);
  });

  it.each([
    ['/v1/cohort/vast?breakId=other', 'GET', 1],
    ['/v1/cohort/vast?breakId=known', 'HEAD', 0],
    ['/v1/vast?breakId=known', 'GET', 0],
  ])('leaves %s by %s to the framework', async (path, method, times) => {
    const { call, asked } = await open();
    expect((await call(path, method)).status).toBe(418);
    expect(asked).toHaveLength(times);
  });

  it('hangs up where an answer cannot be made: a cache has an old one, or asks again', async () => {
    const { call } = await open(() => Promise.reject(new Error('broken')));
    await expect(call('/v1/cohort/vast?breakId=known')).rejects.toThrow();
  });
});
