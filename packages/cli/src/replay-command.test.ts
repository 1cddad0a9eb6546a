import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startService } from '@cutaway/decisioning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { main } from './main.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-replay-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const fake = fakeTerminal();
  const exitCode = await main(['replay', ...args], fake.terminal);
  return { exitCode, out: fake.out, errors: fake.errors };
}

/** A service that sold the demo ads a few times, and wrote down each decision that it explained. */
async function writeLog(): Promise<string> {
  const service = await startService({ dataDir: folder, decisionShare: 0 });
  for (const breakId of ['b1', 'b2', 'b3']) {
    const body = {
      protocol: 1,
      sessionId: 's',
      breakId,
      kind: 'linear',
      startsAt: 0,
      durationMs: 12_000,
      upids: [],
      budgetMs: 5000,
    };
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    await fetch(`${service.url}/v1/decisions${breakId === 'b3' ? '' : '?explain=1'}`, init);
  }
  await service.close();
  return path.join(folder, 'decisions', 'decisions.jsonl');
}

describe('cutaway replay', () => {
  it('says that all decisions of a service come to the pods that they came to', async () => {
    await writeLog();
    expect(await run(folder)).toEqual({ exitCode: 0, out: ['2 decisions replayed, all the same'], errors: [] });
  });

  it('prints each that comes to another pod, and exits 1', async () => {
    const log = await writeLog();
    const [first = '', second = ''] = (await readFile(log, 'utf8')).split('\n');
    const altered = { ...(JSON.parse(second) as object), chosen: [{ id: 'another', creativeId: 'film' }] };
    await writeFile(log, `${first}\n${JSON.stringify(altered)}\n`);
    const { exitCode, out, errors } = await run(log);
    expect(exitCode).toBe(1);
    expect(out).toEqual([expect.stringMatching(/^line 2: break b2 had another \(film\), now .+$/)]);
    expect(errors).toEqual(['Cannot vouch for the log: 1 of 2 decisions differ or cannot be replayed, expected none']);
  });

  it('says on stderr which lines it cannot replay', async () => {
    const log = await writeLog();
    await writeFile(log, `${await readFile(log, 'utf8')}{"half": \n`);
    const { exitCode, out, errors } = await run(log);
    expect([exitCode, out]).toEqual([1, []]);
    expect(errors).toEqual([
      expect.stringMatching(/^line 3: Cannot /),
      'Cannot vouch for the log: 1 of 3 decisions differ or cannot be replayed, expected none',
    ]);
  });

  it('passes over a line that a kill cut off, and says so', async () => {
    const log = await writeLog();
    await writeFile(log, `${await readFile(log, 'utf8')}{"v":2,"atMs":17`);
    expect(await run(log)).toEqual({
      exitCode: 0,
      out: ['2 decisions replayed, all the same; 1 line was cut off'],
      errors: ['line 3: it is cut off, as where a service is killed, and is passed over'],
    });
  });

  it('says where there is no log, and which share is none', async () => {
    expect((await run(folder)).errors).toEqual([
      expect.stringMatching(/^Cannot replay .+: there is no decision log, expected /),
    ]);
    const fake = fakeTerminal();
    expect(await main(['serve', '--decision-share', '2'], fake.terminal)).toBe(2);
    expect(fake.errors).toEqual(['Cannot read --decision-share: it is "2", expected a number from 0 to 1']);
  });
});
