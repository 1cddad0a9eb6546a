import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMockBidder, type BidderFault, type MockBidder } from '@cutaway/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from './http-transport.js';
import type { Transport } from './transport.js';

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ending.splice(0).map((end) => end()));
});

async function startWith(
  fault: BidderFault | null,
  connections = 4,
): Promise<{ bidder: MockBidder; transport: Transport }> {
  const bidder = await startMockBidder({ faults: fault === null ? [] : [{ fault, share: 1 }] });
  const transport = createHttpTransport(bidder.url, Date.now, { connections, maxBytes: 200_000 });
  ending.push(() => bidder.close());
  return { bidder, transport };
}

const imp = { id: '1', bidfloor: 1, video: { mimes: ['video/mp4'], minduration: 15, maxduration: 15 } };
const call = (transport: Transport, timeoutMs = 5000) =>
  transport.call({ body: JSON.stringify({ id: 'r', imp: [imp] }), version: '2.6', timeoutMs });

describe('createHttpTransport', () => {
  it('brings the body, unpacked, over connections that it keeps', async () => {
    const { bidder, transport } = await startWith(null);
    for (let i = 0; i < 10; i++) expect(await call(transport)).toMatchObject({ type: 'body', status: 200 });
    expect(bidder.counts).toEqual({ requests: 10, connections: 1 });
    await transport.close();
  });

  it('makes no more connections than it may', async () => {
    const { bidder, transport } = await startWith(null, 2);
    await Promise.all(Array.from({ length: 20 }, () => call(transport)));
    expect(bidder.counts.connections).toBeLessThanOrEqual(2);
    await transport.close();
  });

  it.each([
    ['huge', { type: 'too-big' }],
    ['gzip-bomb', { type: 'too-big' }],
    ['bad-gzip', { type: 'failed' }],
    ['reset', { type: 'failed' }],
    ['server-error', { type: 'body', status: 500 }],
    ['no-content', { type: 'body', status: 204, body: '' }],
  ] as const)('says what a bidder does that answers with %s', async (fault, reply) => {
    const { transport } = await startWith(fault);
    expect(await call(transport)).toMatchObject(reply);
    await transport.close();
  });

  it('takes an empty body for one, also where it is said to be packed, as of 204 it may be', async () => {
    const server = createServer((_, answer) => answer.writeHead(204, { 'content-encoding': 'gzip' }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    ending.push(() => new Promise((resolve) => server.close(() => resolve())));
    const transport = createHttpTransport(`http://127.0.0.1:${port}/bid`, Date.now);
    expect(await call(transport)).toMatchObject({ type: 'body', status: 204, body: '' });
    await transport.close();
  });

  it('gives up who hangs, and those that wait behind it', async () => {
    const { bidder, transport } = await startWith('hang', 1);
    const replies = await Promise.all([call(transport, 60), call(transport, 60), call(transport, 60)]);
    expect(replies.map(({ type }) => type)).toEqual(['timeout', 'timeout', 'timeout']);
    await transport.close();
    expect(bidder.counts.requests).toBeLessThan(3);
  });

  it('fails where nobody listens', async () => {
    const { bidder, transport } = await startWith(null);
    await bidder.close();
    expect((await call(transport)).type).toBe('failed');
    await transport.close();
  });
});
