import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileFetch } from './fetch-file.js';

const FILE = Buffer.from('0123456789');
let server: Server;
let base: string;
/** `/parts` gives parts, `/whole` all of it whatever is asked for, and `/gone` is not there. Nothing says that a page may read it. */
beforeAll(async () => {
  server = createServer(({ url, headers }, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? [];
    if (url === '/gone') response.writeHead(404).end();
    else if (url === '/whole' || from === undefined) response.end(FILE);
    else if (Number(from) >= FILE.length) response.writeHead(416).end();
    else
      response
        .writeHead(206, { 'content-range': `bytes ${from}-${to}/${FILE.length}` })
        .end(FILE.subarray(Number(from), Number(to) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const files = createFileFetch(new AbortController().signal);
const part = async (path: string, offset: number, length: number): Promise<string> =>
  Buffer.from((await files.part(base + path, { offset, length })).bytes).toString();

describe('createFileFetch', () => {
  it.each(['/parts', '/whole'])('has parts of a file, and what is left where it ends before: %s', async (path) => {
    expect(await part(path, 2, 3)).toBe('234');
    expect(await part(path, 8, 100)).toBe('89');
    expect(await part(path, 10, 5)).toBe('');
    expect((await files.part(base + path, { offset: 2, length: 3 })).ofBytes).toBe(10);
  });

  it('has all of a file', async () => {
    const parts: Uint8Array[] = [];
    for await (const one of files.whole(`${base}/parts`)) parts.push(one);
    expect(Buffer.concat(parts).toString()).toBe('0123456789');
  });

  it('says why it cannot be had', async () => {
    await expect(part('/gone', 0, 1)).rejects.toThrow('status is 404, expected 200 or 206');
    await expect(files.whole(`${base}/gone`)[Symbol.asyncIterator]().next()).rejects.toThrow('status is 404');
  });

  it('does not read through a large file for a part of it', async () => {
    await expect(part('/whole', 64 * 1024 * 1024, 5)).rejects.toThrow('status is 200, expected 206');
  });
});
