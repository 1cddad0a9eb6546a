import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aNatsServer,
  hasNatsServer,
  type NatsServer,
} from '../../packages/decisioning/src/events/a-nats-server.builder.js';
import { ask, countsOf } from '../../packages/sink-duckdb/src/a-database.builder.js';
import { aServiceLog, type Report } from '../../packages/sink-duckdb/src/a-service-log.builder.js';
import { followEvents } from '@cutaway/sink-duckdb';

let server: NatsServer;
let folder: string;
let database: string;
beforeEach(async () => {
  server = await aNatsServer();
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-sink-'));
  database = path.join(folder, 'events.duckdb');
});
afterEach(async () => {
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

const follow = (batchRecords = 5000) => followEvents({ nats: server.url, database, once: true, batchRecords }).ended;
const serve = (pods: number): Promise<Report> => aServiceLog(path.join(folder, 'node'), pods, server.url);

async function expectSame(report: Report): Promise<void> {
  const counts = await countsOf(database);
  for (const name of ['decisions', 'impressions', 'starts', 'errors', 'duplicates'])
    expect([name, counts[name] ?? 0]).toEqual([name, report[name]]);
}

describe.skipIf(!hasNatsServer())('followEvents of a fleet, with a real nats-server', () => {
  it('comes to the sums that a node reports of the same stream, in however small batches', async () => {
    await server.start();
    const report = await serve(8);
    const before = await server.consumers('CUTAWAY_EVENTS');
    await follow(7);
    // One for each batch would stay with the server for minutes.
    expect(await server.consumers('CUTAWAY_EVENTS')).toBe(before);
    expect(report['impressions']).toBeGreaterThan(8);
    expect(report['duplicates']).toBeGreaterThan(0);
    await expectSame(report);
    await follow();
    await expectSame(report);
  }, 30_000);

  it('waits for a server that is away, says so, and goes on', async () => {
    await server.start();
    await serve(2);
    const said: string[] = [];
    let readTo = 0;
    const following = followEvents({
      ...{ nats: server.url, database, pollMs: 20 },
      onBatch: ({ next }) => void (readTo = next),
      onAway: (why) => said.push(why),
    });
    const until = async (isDone: () => boolean): Promise<void> => {
      while (!isDone()) await new Promise((resolve) => void setTimeout(resolve, 20));
    };
    await until(() => readTo > 0);
    const before = readTo;
    await server.kill();
    await until(() => said.length > 0);
    await server.start();
    const report = await serve(3);
    await until(() => readTo > before);
    following.stop();
    await following.ended;
    await follow();
    await expectSame(report);
  }, 60_000);

  it('tells records that were deleted before they were read', async () => {
    await server.start();
    await serve(4);
    await server.purge('CUTAWAY_EVENTS', 6);
    const missed: string[] = [];
    await followEvents({ nats: server.url, database, once: true, onMissed: (what) => missed.push(what) }).ended;
    expect(missed).toEqual(['5 records']);
    const [row] = await ask(database, 'SELECT count(*) AS n FROM events');
    expect(Number(row?.['n'])).toBeGreaterThan(0);
  }, 30_000);

  it('tells records that were deleted one by one, out of the midst and at the end, and goes on behind them', async () => {
    await server.start();
    await serve(4);
    const last = await server.last('CUTAWAY_EVENTS');
    await server.delete('CUTAWAY_EVENTS', [3, 4, last - 1, last]);
    const missed: string[] = [];
    const read = async (): Promise<number> => {
      let readTo = 0;
      await followEvents({
        ...{ nats: server.url, database, once: true, batchRecords: last - 1 },
        onMissed: (what) => missed.push(what),
        onBatch: ({ next }) => void (readTo = next),
      }).ended;
      return readTo;
    };
    expect(await read()).toBe(last + 1);
    // The record before the last one ends the first batch, and the last one is a batch of its own that has nothing.
    expect(missed).toEqual(['3 records', '1 record']);
    await serve(1);
    const now = await server.last('CUTAWAY_EVENTS');
    expect(now).toBeGreaterThan(last);
    expect(await read()).toBe(now + 1);
    // A start reads the last batch before it once more.
    expect(missed).toEqual(['3 records', '1 record', '1 record']);
  }, 30_000);

  it('says what is not there', async () => {
    await expect(follow()).rejects.toThrow(
      /^Cannot read events of nats:.+, expected the JetStream stream CUTAWAY_EVENTS$/,
    );
    await server.start();
    await expect(follow()).rejects.toThrow(/stream not found, expected the JetStream stream CUTAWAY_EVENTS$/);
  }, 30_000);
});
