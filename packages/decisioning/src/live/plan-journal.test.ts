import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPlan } from './a-plan.builder.js';
import { createPlanJournal } from './plan-journal.js';
import type { PlanRecord, PlanStore } from './plan-store.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plans-'));
  file = join(folder, 'live', 'plans.jsonl');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((journal) => journal.close()));
  await rm(folder, { recursive: true });
});

const opened: PlanStore[] = [];
function openJournal(more: Parameters<typeof createPlanJournal>[1] = {}): PlanStore {
  const journal = createPlanJournal(file, more);
  opened.push(journal);
  return journal;
}

const planned = (id: string, parts = {}): PlanRecord => ({ type: 'plan', plan: aPlan({ id, ...parts }) });

const closed = { state: { phase: 'cancelled', atMs: 1 } };

/** A process that keeps records and is killed. */
async function written(...batches: readonly (readonly PlanRecord[])[]): Promise<void> {
  const journal = openJournal();
  await journal.load();
  await Promise.all(batches.map((batch) => journal.keep(batch)));
}

describe('createPlanJournal', () => {
  it('says after a kill what was kept, the last word of each plan', async () => {
    await written([planned('a'), planned('b')], [planned('a', { durationMs: 30_000 })]);
    expect(await openJournal().load()).toEqual([planned('a', { durationMs: 30_000 }), planned('b')]);
  });

  it('drops a line that the crash cut off, and no other', async () => {
    await written([planned('a')]);
    await appendFile(file, JSON.stringify(planned('b')).slice(0, 40));
    expect(await openJournal().load()).toEqual([planned('a')]);
  });

  it('says which line is damaged where it is one in the middle', async () => {
    await written([planned('a')]);
    await writeFile(file, `{"type":\n${await readFile(file, 'utf8')}`);
    await expect(openJournal().load()).rejects.toThrow(/Cannot read journal .*:1: the line is damaged/);
  });

  it('leaves out what is closed when it is opened, so that it stays small', async () => {
    await written([planned('a'), planned('a', { state: { phase: 'cancelled', atMs: 1 } })]);
    await openJournal().load();
    expect(await readFile(file, 'utf8')).toBe('');
  });

  it('is written anew while it runs, as what its plans came to: who runs for months can read it at the next start', async () => {
    const journal = openJournal({ mostGrownBytes: 4_000 });
    await journal.load();
    for (let n = 0; n < 100; n++) await journal.keep([planned('a', { durationMs: n }), planned(`over ${n}`, closed)]);
    expect((await stat(file)).size).toBeLessThan(6_000);
    await journal.keep([planned('b')]);
    expect(await openJournal().load()).toEqual([planned('a', { durationMs: 99 }), planned('b')]);
  });

  it('goes on as it is where it cannot be written anew', async () => {
    const journal = openJournal({ mostGrownBytes: 1 });
    await journal.load();
    await mkdir(`${file}.new`);
    for (const id of ['a', 'b']) await journal.keep([planned(id)]);
    await rm(`${file}.new`, { recursive: true });
    expect(await openJournal().load()).toEqual([planned('a'), planned('b')]);
  });

  it('refuses to keep before it was opened, and keeps what was refused with the next write', async () => {
    const journal = openJournal();
    await expect(journal.keep([planned('a')])).rejects.toThrow(/expected load\(\) before/);
    await journal.load();
    await journal.keep([planned('b')]);
    await journal.close();
    expect(await openJournal().load()).toEqual([planned('a'), planned('b')]);
  });
});
