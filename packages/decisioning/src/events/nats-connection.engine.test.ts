import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStreamReader } from '../event-rows/open-stream-reader.js';
import { startService } from '../service.js';
import { aNatsServer, hasNatsServer, type NatsServer } from './a-nats-server.builder.js';
import { natsConnection } from './nats-connection.js';

let server: NatsServer;
let end: () => Promise<unknown>;
beforeEach(async () => {
  server = await aNatsServer(['--user', 'node', '--pass', 's3cret']);
  await server.start();
  end = server.end;
});
afterEach(() => end());
const withPassword = (password: string): string => server.url.replace('//', `//node:${password}@`);

describe.skipIf(!hasNatsServer())('a JetStream that asks who calls', { timeout: 20_000 }, () => {
  it('takes the name and the password of the URL, from nodes and from whoever reads their stream', async () => {
    const service = await startService({ nats: withPassword('s3cret'), keys: [{ id: 'k', secret: 'k'.repeat(16) }] });
    end = () => service.close().then(server.end);
    const status = async (): Promise<unknown> =>
      ((await (await fetch(`${service.url}/health/ready`)).json()) as { degraded: unknown }).degraded;
    await expect.poll(status, { timeout: 5000 }).toEqual([]);
    const reader = await openStreamReader({ nats: withPassword('s3cret') });
    await reader.close();
  });

  it('is named without the password where it refuses', async () => {
    const why = String(await openStreamReader({ nats: withPassword('wr0ng') }).catch((error: unknown) => error));
    expect(why).toMatch(/^Error: Cannot read events of nats:\/\/127\.0\.0\.1:\d+: /);
    expect(why).not.toContain('wr0ng');
  });

  it('is not talked to without TLS where the URL says tls', async () => {
    await expect(connect(natsConnection(withPassword('s3cret').replace('nats:', 'tls:')))).rejects.toThrow(/tls/i);
  });
});
