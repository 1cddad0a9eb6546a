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

  it('asks for a log, and for one alone', async () => {
    const fake = fakeTerminal();
    const database = path.join(data, 'e.duckdb');
    expect(await main(['sink', '--database', database], fake.terminal)).toBe(2);
    expect(fake.errors).toEqual(['Cannot follow events: neither --data nor --nats is given, expected one of them']);
    expect(await main([...flags(), '--nats', 'nats://127.0.0.1:1'], fakeTerminal().terminal)).toBe(2);
  });

  it('says where JetStream does not answer', async () => {
    const fake = fakeTerminal();
    const url = 'nats://127.0.0.1:1';
    expect(await main(['sink', '--nats', url, '--database', path.join(data, 'e.duckdb')], fake.terminal)).toBe(1);
    expect(fake.errors).toEqual([
      `Cannot read events of ${url}: connection refused, expected the JetStream stream CUTAWAY_EVENTS`,
    ]);
  });

  it('says where there is no log', async () => {
    const fake = fakeTerminal();
    expect(await main(flags(), fake.terminal)).toBe(1);
    expect(fake.errors).toEqual([expect.stringMatching(/^Cannot read events of .+: there is no event log, expected /)]);
  });
});
