import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startService } from '../service.js';
import { endStalled } from './end-stalled.js';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const run of undo.splice(0)) run();
});

/** Somebody who sends so much of a request, and then no more. */
async function stallAt(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  undo.push(() => socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(text, resolve));
}

const HALF_BODY = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"a":';

async function listening(): Promise<readonly [Server, number]> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') setTimeout(() => response.end('late'), 100);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, (server.address() as AddressInfo).port];
}

describe('endStalled', () => {
  it.each([
    ['head', 'GET / HTTP/1.1\r\nhost'],
    ['body', HALF_BODY],
  ])('ends who stopped in the middle of the %s of a request', async (_, text) => {
    const [server, port] = await listening();
    const heard = once(server, 'connection');
    await stallAt(port, text);
    await heard;
    endStalled(server, 20);
    const closed = once(server, 'close');
    server.close();
    await closed;
  });

  it('lets an answer come that is under way', async () => {
    const [server, port] = await listening();
    const asked = once(server, 'request');
    const answer = fetch(`http://127.0.0.1:${port}/`);
    await asked;
    endStalled(server, 5000);
    server.close();
    expect(await (await answer).text()).toBe('late');
  });

  it('ends who was answered by then, though he keeps his connection for the next request', async () => {
    const [server, port] = await listening();
    const asked = once(server, 'request');
    await stallAt(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await asked;
    endStalled(server, 5000);
    const startedMs = performance.now();
    const closed = once(server, 'close');
    server.close();
    await closed;
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });
});

it('a service closes though a client stopped in the middle of a request', async () => {
  const service = await startService();
  await stallAt(Number(new URL(service.url).port), HALF_BODY);
  await (await fetch(`${service.url}/health`)).text(); // by then it has heard both
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  undo.push(() => void vi.useRealTimers());
  let isClosed = false;
  const closed = service.close().then(() => (isClosed = true));
  for (let seconds = 0; seconds < 30 && !isClosed; seconds += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(1000);
  }
  await closed;
}, 3000);
