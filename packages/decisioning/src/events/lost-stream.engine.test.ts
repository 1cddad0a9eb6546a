import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aNatsServer, hasNatsServer, type NatsServer } from './a-nats-server.builder.js';
import type { EventLog } from './event-log.js';
import { openJetStreamLog } from './open-jetstream-log.js';

let server: NatsServer;
let folder: string;
const logs: EventLog[] = [];

beforeEach(async () => {
  server = await aNatsServer();
  await server.start();
  folder = await mkdtemp(path.join(tmpdir(), 'spool-'));
});
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

/** A node with its spool, which follows the common stream. */
async function aNode(name: string) {
  const states: string[] = [];
  const log = await openJetStreamLog({
    ...{ connection: { servers: server.url }, spoolFolder: path.join(folder, name), ackTimeoutMs: 300, retryMs: 50 },
    onState: (state) => states.push(state),
  });
  logs.push(log);
  const told: string[] = [];
  await log.follow(0, ({ text }) => void told.push(text));
  return { log, told, states };
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => void setTimeout(resolve, 20));
}

describe.skipIf(!hasNatsServer())('a stream that is lost while nodes run', { timeout: 20_000 }, () => {
  const losses: [string, () => Promise<void>][] = [
    ['with the disk of its server', () => server.kill().then(server.wipe).then(server.start)],
    ['as an operator deletes it', () => server.drop('CUTAWAY_EVENTS')],
  ];
  it.each(losses)('%s, is made anew, and every node hears what comes then', async (_how, lose) => {
    const [one, two] = [await aNode('one'), await aNode('two')];
    for (const id of ['a', 'b', 'c']) await one.log.append(id, id);
    await until(() => two.told.length === 3);
    await lose();
    await two.log.append('d', 'd');
    await until(() => one.told.length === 4 && two.told.length === 4);
    expect([one.told.at(-1), two.told.at(-1)]).toEqual(['d', 'd']);
    await until(() => two.states.at(-1) !== 'spooling');
    await one.log.append('e', 'e');
    await until(() => two.told.length === 5);
  });
});
