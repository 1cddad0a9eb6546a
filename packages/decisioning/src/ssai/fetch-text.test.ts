import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetchText, MAX_BYTES } from './fetch-text.js';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function fetchFrom(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/main.m3u8`;
  return (await createFetchText(new AbortController().signal)(url)).text;
}

describe('createFetchText', () => {
  it('takes a body of 2 MB, in whatever pieces it comes', async () => {
    const text = 'é'.repeat(MAX_BYTES / 2);
    expect(await fetchFrom((_, response) => response.end(text))).toBe(text);
  });
  it('does not read on where a body is longer, and hangs up', async () => {
    let hangUp: () => void;
    const hungUp = new Promise<void>((resolve) => (hangUp = resolve));
    const endless = fetchFrom((_, response) => {
      const more = (): unknown => response.write('x'.repeat(65_536)) && more();
      response.on('drain', more).on('close', () => hangUp());
      more();
    });
    await expect(endless).rejects.toThrow(/^Cannot fetch http.*: body is longer, expected at most 2097152 bytes$/);
    await hungUp;
  });
  it('tells any other status than 2xx', async () => {
    const refused = fetchFrom((_, response) => response.writeHead(503).end());
    await expect(refused).rejects.toThrow(/status is 503, expected 200$/);
  });
});
