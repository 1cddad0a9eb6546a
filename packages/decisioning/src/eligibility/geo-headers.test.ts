import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUDFLARE_GEO_HEADERS, CLOUDFRONT_GEO_HEADERS, readGeo } from './geo-headers.js';

let heard: IncomingHttpHeaders = {};
const server = createServer(({ headers }, response) => {
  heard = headers;
  response.end();
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

/** A header as it comes off the wire, of these bytes. */
async function sent(name: string, bytes: Buffer): Promise<IncomingHttpHeaders> {
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    const headers = { [name]: bytes.toString('latin1') };
    get({ port, host: '127.0.0.1', headers }, (answer) => void answer.resume().on('end', resolve)).on('error', reject);
  });
  return heard;
}

describe('readGeo', () => {
  it.each([
    ['UTF-8, as Cloudflare writes it', CLOUDFLARE_GEO_HEADERS, 'cf-ipcity', Buffer.from('São Paulo')],
    [
      'percent-encoded, as CloudFront does',
      CLOUDFRONT_GEO_HEADERS,
      'cloudfront-viewer-city',
      Buffer.from('S%C3%A3o Paulo'),
    ],
    ['ISO 8859-1, as HTTP once wanted it', { city: 'x-city' }, 'x-city', Buffer.from('São Paulo', 'latin1')],
    ['plain', { city: 'x-city' }, 'x-city', Buffer.from('Sao Paulo')],
  ])('knows a city that is %s', async (_how, names, header, bytes) => {
    const { city } = readGeo(names, await sent(header, bytes)).geo;
    expect(city).toBe(bytes.toString().startsWith('Sao') ? 'Sao Paulo' : 'São Paulo');
  });
});
