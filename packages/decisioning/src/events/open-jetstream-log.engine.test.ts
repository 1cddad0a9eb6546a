import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTicket, NOON } from '../beacons/a-ticket.builder.js';
import { createCollector, type Collector } from '../beacons/collector.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { createEventFold } from '../reports/event-fold.js';
import { createCheckpoints } from './checkpoints.js';
import { aNatsServer, hasNatsServer, type NatsServer } from './a-nats-server.builder.js';
import type { EventLog } from './event-log.js';
import { openJetStreamLog } from './open-jetstream-log.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const token = mintPodToken(aTicket({ cohort: 'everybody' }), keys);
const caller = { address: null, userAgent: null, agentClass: 0, networkClass: 0 } as const;
const impressionOf = (nonce: string): PodBeacon => ({
  ...{ token, ad: 0, event: 'impression', nonce, claimedAtMs: null, playhead: null, code: null },
  ...{ of: null, at: null, cacheBusting: null, party: 'client' },
});

let server: NatsServer;
let folder: string;
const running: { readonly log: EventLog; readonly collector: Collector }[] = [];

beforeEach(async () => {
  server = await aNatsServer();
  folder = await mkdtemp(path.join(tmpdir(), 'spool-'));
});
afterEach(async () => {
  for (const { collector, log } of running.splice(0)) {
    collector.close();
    await log.close();
  }
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

/** A node of the fleet: its own spool, the common stream. */
async function aNode(name: string, states: string[] = [], catchUpMs = 1500) {
  const log = await openJetStreamLog({
    ...{ connection: { servers: server.url }, spoolFolder: path.join(folder, name), ackTimeoutMs: 300, retryMs: 50 },
    ...{ catchUpMs, onState: (state) => states.push(state) },
  });
  const fold = createEventFold();
  const billed: string[] = [];
  fold.onBillable(({ commitId }) => billed.push(commitId));
  const faults: string[] = [];
  const checkpoints = createCheckpoints({
    ...{ folder: path.join(folder, `${name}-checkpoints`), log, leastBytes: 1 },
    onFault: (fault) => faults.push(fault),
  });
  const collector = await createCollector({
    ...{ keys, log, fold, nowMs: () => NOON + 1000 },
    follow: (parts, tell) => checkpoints.follow([...parts, ...fold.kept], tell),
  });
  running.push({ log, collector });
  return { collector, billed, states, checkpoints, faults };
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => void setTimeout(resolve, 20));
}

describe.skipIf(!hasNatsServer())('openJetStreamLog, with a real nats-server', () => {
  it('loses no acknowledged event and counts each once when the server is killed and started again in the middle', async () => {
    await server.start();
    const [one, two] = [await aNode('one'), await aNode('two')];
    const acknowledged: string[] = [];
    const hear = async (n: number) => {
      const node = n % 2 === 0 ? one : two;
      await node.collector.hear(impressionOf(`viewer ${n}`), caller);
      acknowledged.push(`viewer ${n}`);
    };
    const hearAll = (from: number, to: number) =>
      Promise.all(Array.from({ length: to - from }, (_, index) => hear(from + index)));
    await hearAll(0, 100);
    const during = hearAll(100, 200);
    await server.kill();
    await hearAll(200, 300);
    await during;
    await server.start();
    await hearAll(300, 400);
    expect(acknowledged.length).toBe(400);
    await until(() => one.billed.length >= 400 && two.billed.length >= 400);
    await until(() => [one, two].every(({ states }) => states.at(-1) !== 'spooling'));
    // Each is sent to the other node again, then to one that starts now.
    await Promise.all(acknowledged.map((nonce, n) => [two, one][n % 2]!.collector.hear(impressionOf(nonce), caller)));
    const fresh = await aNode('fresh');
    await until(() => fresh.billed.length >= 400);
    for (const { billed } of [one, two, fresh]) {
      expect(billed.length).toBe(400);
      expect(new Set(billed).size).toBe(400);
    }
  });

  it('starts and hears without the server, and hands over when it comes', async () => {
    const early = await aNode('early');
    await Promise.all(['a', 'b', 'a'].map((nonce) => early.collector.hear(impressionOf(nonce), caller)));
    expect(early.billed).toEqual([]);
    await server.start();
    await until(() => early.billed.length === 2);
    await until(() => early.states.at(-1) === 'direct');
  });

  it('goes on behind the checkpoint of a node, unless the stream has not what it was made of, or does not answer', async () => {
    await server.start();
    const before = await aNode('one');
    await Promise.all(['a', 'b', 'c'].map((nonce) => before.collector.hear(impressionOf(nonce), caller)));
    await until(() => before.billed.length === 3);
    await before.checkpoints.close();
    const after = await aNode('one');
    expect([after.billed, await after.collector.hear(impressionOf('a'), caller)]).toEqual([[], 'dup']);
    expect(await after.collector.hear(impressionOf('d'), caller)).toBe('ok');
    await until(() => after.billed.length === 1);
    await server.delete('CUTAWAY_EVENTS', [3]);
    const other = await aNode('one');
    expect(other.billed).toHaveLength(3);
    expect(other.faults.join()).toMatch(/there is no record at 3, expected one/);
    await server.kill();
    const alone = await aNode('one', [], 300);
    expect([alone.billed, alone.faults.join()]).toEqual([[], expect.stringMatching(/JetStream does not answer/)]);
    await server.start();
    await until(() => alone.billed.length === 3);
  }, 30_000);

  it.each(['the last', 'all'])(
    'does not wait at its start for %s of the stream that was deleted',
    async (which) => {
      await server.start();
      const before = await aNode('before');
      await Promise.all(['a', 'b', 'c'].map((nonce) => before.collector.hear(impressionOf(nonce), caller)));
      const last = await server.last('CUTAWAY_EVENTS');
      await server.delete('CUTAWAY_EVENTS', which === 'all' ? [1, 2, 3] : [last]);
      const after = await aNode('after', [], 60_000);
      expect(after.billed.length).toBe(which === 'all' ? 0 : 2);
    },
    30_000,
  );
});
