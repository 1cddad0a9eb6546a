import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageFetch } from './fetch-as-page.js';

let server: Server;
let base: string;
/** `/any`, `/own`, `/other` and `/none` say whose page may read; `/gone` is not there. */
beforeAll(async () => {
  server = createServer(({ url, headers }, response) => {
    const allowed = { '/any': '*', '/own': headers.origin, '/other': 'https://other.example' }[url ?? ''];
    if (allowed !== undefined) response.setHeader('access-control-allow-origin', allowed);
    response.writeHead(url === '/gone' ? 404 : 200).end(headers.range ?? 'whole');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const page = createPageFetch(new AbortController().signal);

describe('createPageFetch (Fetch, CORS check)', () => {
  it.each(['/any', '/own'])('has text and parts of files that its page may have: %s', async (path) => {
    expect(await page.text(base + path)).toEqual({ url: base + path, text: 'whole' });
    const part = await page.bytes(base + path, { length: 100, offset: 7 });
    expect(new TextDecoder().decode(part)).toBe('bytes=7-106');
  });

  it.each([
    ['/none', 'access-control-allow-origin is missing, expected * or null'],
    ['/other', 'access-control-allow-origin is "https://other.example", expected * or null'],
    ['/gone', 'status is 404, expected 200'],
  ])('says why its page may not have %s', async (path, why) => {
    await expect(page.text(base + path)).rejects.toThrow(why);
    await expect(page.bytes(base + path, null)).rejects.toThrow(why);
  });

  it('asks as the page that it is told', async () => {
    const other = createPageFetch(new AbortController().signal, 'https://other.example');
    expect(await other.text(`${base}/other`)).toMatchObject({ text: 'whole' });
  });
});
