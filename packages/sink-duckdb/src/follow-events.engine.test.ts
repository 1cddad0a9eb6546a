import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, countsOf } from './a-database.builder.js';
import { aServiceLog, type Report } from './a-service-log.builder.js';
import { aSinkProgram, runSink } from './a-sink-process.builder.js';
import { followEvents } from './follow-events.js';

let data = '';
let database = '';
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'cutaway-sink-'));
  database = path.join(data, 'events.duckdb');
});
afterEach(() => rm(data, { recursive: true, force: true }));

const follow = (batchRecords = 5000) => followEvents({ data, database, once: true, batchRecords }).ended;

/** What both sides count. */
async function expectSame(report: Report): Promise<void> {
  const counts = await countsOf(database);
  for (const name of ['decisions', 'impressions', 'starts', 'errors', 'duplicates'])
    expect([name, counts[name] ?? 0]).toEqual([name, report[name]]);
  const [sum] = await ask(database, 'SELECT sum(sum_cpm_micros)::BIGINT AS micros FROM revenue_by_minute');
  expect(Number(sum?.['micros'])).toBe(report['cpmMicros']);
}

describe('followEvents', () => {
  it('comes to the sums that the service reports of the same log', async () => {
    const report = await aServiceLog(data, 12);
    await follow();
    expect(report['impressions']).toBeGreaterThan(12);
    expect(report['duplicates']).toBeGreaterThan(0);
    await expectSame(report);
  });

  it('adds nothing when it reads a log again, and goes on with what came since', async () => {
    await aServiceLog(data, 4);
    await follow();
    const before = await countsOf(database);
    await follow();
    expect(await countsOf(database)).toEqual(before);
    const report = await aServiceLog(data, 4); // a service that starts again reports its whole log
    await follow();
    await expectSame(report);
  }, 30_000);

  it('has each record once when it is killed in the midst of batches', async () => {
    const report = await aServiceLog(data, 12);
    const program = await aSinkProgram();
    let kills = 0;
    for (let killAfter = 1; await runSink(program, [data, database], killAfter); killAfter++) kills += 1;
    expect(kills).toBeGreaterThan(2);
    await expectSame(report);
    await rm(program, { force: true });
  }, 60_000);

  it('waits for the rest of a record that is being written', async () => {
    const report = await aServiceLog(data, 2);
    const segment = (await readdir(path.join(data, 'events'))).find((name) => name.endsWith('.seg'))!;
    await appendFile(path.join(data, 'events', segment), Buffer.from([200, 0, 0, 0, 1, 2]));
    await follow(3);
    await expectSame(report);
  });

  it('names pod, break and ad, and nobody who watched', async () => {
    await aServiceLog(data, 1);
    await follow();
    const [row] = await ask(database, `SELECT * FROM events WHERE counted_as = 'impressions' ORDER BY ad LIMIT 1`);
    expect(row).toMatchObject({ kind: 'beacon', event: 'impression', verdict: 'ok', break_id: 'b0', ad: 0 });
    expect(JSON.stringify(row)).not.toMatch(/"s0"|127\.0\.0\.1|node/);
    const [brk] = await ask(database, 'SELECT break_id, pods, decisions, impressions FROM breaks');
    expect(brk).toEqual({ break_id: 'b0', pods: '1', decisions: '2', impressions: '2' });
    const [pair] = await ask(database, 'SELECT bidder, decisions, impressions, shown_share FROM discrepancies LIMIT 1');
    expect(pair).toEqual({ bidder: null, decisions: '1', impressions: '1', shown_share: 1 });
  });

  it('names line items, campaigns and creatives by the files of the catalogue', async () => {
    await aServiceLog(data, 1);
    const catalogueFile = path.join(data, 'catalogue.json');
    const items = ['red', 'green'].map((name) => ({
      ...{ id: `ad-${name}`, title: name, advertiser: name, adomain: `${name}.example`, kind: 'linear', priceCpm: 1 },
      ...{ durationMs: 5760, mediaFiles: [{ url: `https://a.example/${name}.mp4`, type: 'video/mp4' }] },
    }));
    await writeFile(catalogueFile, JSON.stringify({ items }));
    await followEvents({ data, database, catalogueFile, once: true }).ended;
    const named = `SELECT DISTINCT line_item_id, advertiser, creative FROM named_events
      WHERE counted_as = 'impressions' ORDER BY 1`;
    expect(await ask(database, named)).toEqual([
      { line_item_id: 'ad-green', advertiser: 'green.example', creative: 'ad-green' },
      { line_item_id: 'ad-red', advertiser: 'red.example', creative: 'ad-red' },
    ]);
  });

  it('refuses to go on with another log than the one that it follows, and to begin with none', async () => {
    await aServiceLog(data, 1);
    await follow();
    await ask(database, `UPDATE sink_state SET log = 'stream A of 2026-01-01'`);
    await expect(follow()).rejects.toThrow(
      /: it follows stream A of 2026-01-01, expected segments; take another file$/,
    );
    await expect(followEvents({ database }).ended).rejects.toThrow('neither data nor nats is given');
  });

  it('refuses a log that was made anew and is as long: its events would be passed over without a word', async () => {
    await aServiceLog(data, 1);
    await follow();
    await rm(path.join(data, 'events'), { recursive: true });
    await aServiceLog(data, 4);
    await expect(follow()).rejects.toThrow(/: it follows segments \S+, expected segments \S+; take another file$/);
  });

  it('goes on with a file of before logs had names', async () => {
    const before = await aServiceLog(data, 1);
    await follow();
    await ask(database, `UPDATE sink_state SET log = 'segments'`);
    await follow();
    await expectSame(before);
    const [state] = await ask(database, 'SELECT log FROM sink_state');
    expect(state?.['log']).toMatch(/^segments \S+$/);
  });

  it('says in a sentence why a file is no database', async () => {
    await aServiceLog(data, 1);
    const notes = path.join(data, 'notes.txt');
    await writeFile(notes, 'x'.repeat(20_000));
    for (const [wrong, why] of [
      [data, 'Is a directory'],
      [notes, 'it is not a valid DuckDB database file'],
      [path.join(notes, 'e.duckdb'), 'Not a directory'],
    ] as const)
      await expect(followEvents({ data, database: wrong, once: true }).ended).rejects.toThrow(
        new RegExp(`^Cannot open database: .+${why}, expected a DuckDB file, or a path where one can be made$`),
      );
  });

  it('refuses a folder without a log, and a file of another version', async () => {
    await expect(follow()).rejects.toThrow(/^Cannot read events of .+: there is no event log, expected /);
    await aServiceLog(data, 1);
    await follow();
    await ask(database, 'UPDATE sink_state SET schema_version = 99');
    await expect(follow()).rejects.toThrow(/its tables are of version 99, expected 2$/);
  });
});
