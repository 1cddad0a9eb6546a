import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request, type Agent } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAgent } from './open-agent.js';

let server: Server;
let port: number;
let asked = 0;
let agent: Agent | undefined;
beforeAll(async () => {
  server = createServer((_request, response) => void response.end(String((asked += 1))));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => agent?.destroy());
afterAll(() => new Promise((resolve) => server.close(resolve)));

const call = async (host: string, ours: readonly string[] = []): Promise<number> => {
  agent = openAgent({ connections: 1, connectMs: 500, isOurs: (name) => ours.includes(name) });
  const { statusCode, body } = await request(`http://${host}:${port}/`, { dispatcher: agent });
  await body.dump();
  return statusCode;
};

describe('openAgent (addresses that are not public, RFC 6890)', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '127.1'])(
    'does not call %s, where something listens',
    async (host) => {
      const before = asked;
      await expect(call(host)).rejects.toThrow(/^Cannot call .*: its address is private, expected a public one/);
      expect(asked).toBe(before);
    },
  );
  it.each(['10.1.2.3', '100.64.0.1', '169.254.169.254', '172.31.0.1', '192.168.0.1', '[fd00::1]', '[fe80::1]'])(
    'does not call %s',
    async (host) => {
      await expect(call(host)).rejects.toThrow('Cannot call');
    },
  );
  it.each(['127.0.0.1', 'localhost'])('calls %s where it is one of ours', async (host) => {
    expect(await call(host, [host])).toBe(200);
  });
});
