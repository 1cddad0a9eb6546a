import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTagFetcher, type TagFetcher } from './fetch-tag.js';

let server: Server;
let fetcher: TagFetcher;
afterEach(async () => {
  await fetcher.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fetcher = createTagFetcher({
    nowMs: () => 0,
    chance: () => 0.5,
    isOurs: (host) => host === '127.0.0.1',
    maxBytes: 1000,
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const device = { ip: '192.0.2.7', userAgent: 'a set' };

describe('createTagFetcher', () => {
  it('asks for the device (VAST 4.3 §1.1.3), with macros filled, and follows redirects', async () => {
    const asked: (string | string[] | undefined)[] = [];
    const url = await serve(({ url: path, headers }, response) => {
      asked.push(path, headers['x-device-ip'], headers['x-device-user-agent']);
      if (path?.startsWith('/moved')) return void response.end('<VAST/>');
      response.writeHead(302, { location: '/moved' }).end();
    });
    expect(await fetcher.fetch(`${url}/tag?cb=[CACHEBUSTING]&ip=[DEVICEIP]`, 5000, device)).toBe('<VAST/>');
    expect(asked).toEqual(['/tag?cb=50000000&ip=192.0.2.7', '192.0.2.7', 'a set', '/moved', '192.0.2.7', 'a set']);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['nothing in time', () => undefined],
    ['another status', (_, response) => void response.writeHead(404).end()],
    ['an answer that is too long', (_, response) => void response.end('x'.repeat(2000))],
    ['a redirect without an end', (_, response) => void response.writeHead(302, { location: '/again' }).end()],
    ['an answer that breaks off', (_, response) => void response.destroy()],
  ])('has no answer for %s', async (_what, answer) => {
    const url = await serve(answer);
    expect(await fetcher.fetch(url, 150.5, device)).toBeNull();
  });
});
