import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { startService } from '@cutaway/decisioning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { main } from './main.js';
import { addSink } from './sink-command.js';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'cutaway-sink-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const flags = (): string[] => ['sink', '--data', data, '--database', path.join(data, 'e.duckdb'), '--once'];

describe('cutaway sink', () => {
  it('reads the log of a service and says how many records that were', async () => {
    const service = await startService({ dataDir: data, telemetry: false });
    const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 };
    await fetch(`${service.url}/v1/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, upids: [], budgetMs: 500 }),
    });
    await service.close();
    const fake = fakeTerminal();
    expect(await main(flags(), fake.terminal)).toBe(0);
    expect(fake.out).toEqual([`1 records read into ${path.join(data, 'e.duckdb')}`]);
  });

  it('says what to install where the package is not there', async () => {
    const missing = Object.assign(new Error('no such package'), { code: 'ERR_MODULE_NOT_FOUND' });
    const program = new Command();
    addSink(program, fakeTerminal().terminal, () => Promise.reject(missing));
    await expect(program.parseAsync(flags(), { from: 'user' })).rejects.toThrow(
      'Cannot write a DuckDB file: @cutaway/sink-duckdb is not installed, expected npm install @cutaway/sink-duckdb',
    );
  });

  it('says where there is no log', async () => {
    const fake = fakeTerminal();
    expect(await main(flags(), fake.terminal)).toBe(1);
    expect(fake.errors).toEqual([expect.stringMatching(/^Cannot read events of .+: there is no event log, expected /)]);
  });
});
