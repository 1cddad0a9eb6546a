import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aNatsServer, hasNatsServer, type NatsServer } from '../events/a-nats-server.builder.js';
import { connectJetStream } from '../events/connect-jetstream.js';
import { openStreamReader, type StreamReaderOptions } from './open-stream-reader.js';

let server: NatsServer;
beforeEach(async () => {
  server = await aNatsServer();
  await server.start();
});
afterEach(() => server.end());

/** Puts records into the stream of a node, which makes it where there is none. */
async function publish(...texts: readonly string[]): Promise<void> {
  const engine = await connectJetStream({ connection: { servers: server.url } });
  await expect.poll(() => engine.answers()).toBe(true);
  for (const text of texts) await engine.publish(text, text);
  await engine.close();
}
const open = (more: Partial<StreamReaderOptions> = {}) => openStreamReader({ nats: server.url, ...more });

describe.skipIf(!hasNatsServer())('openStreamReader', { timeout: 20_000 }, () => {
  it('ends where the stream that it reads was made anew meanwhile: its numbers count other records', async () => {
    await publish('a', 'b', 'c');
    const away: string[] = [];
    const reader = await open({ onAway: (why) => away.push(why) });
    const { next } = await reader.read(0, 10);
    expect(next).toBe(4);
    await server.drop('CUTAWAY_EVENTS');
    await publish('d', 'e', 'f', 'g', 'h');
    await expect(reader.read(next, 10)).rejects.toThrow(/Cannot read events from 4: the stream was made anew/);
    expect(away).toEqual([]);
    await reader.close();
  });
});
