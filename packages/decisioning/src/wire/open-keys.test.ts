import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService, type Service } from '../service.js';
import { openKeys, type KeyOptions } from './open-keys.js';

const GIVEN = [{ id: 'k1', secret: 'a secret of the tests' }];
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'cutaway-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function opened(more: Partial<KeyOptions> = {}) {
  const warnings: string[] = [];
  const keys = openKeys({ dataDir, isShared: false, onWarning: (text) => void warnings.push(text), ...more });
  return keys.then((found) => ({ ...found, warnings }));
}

describe('openKeys', () => {
  it('makes keys at the first start and has them at the next, in a file of the owner alone', async () => {
    const first = await opened();
    expect((await stat(path.join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
    expect(await opened()).toEqual(first);
  });

  it('makes other keys for each process that has no folder', async () => {
    expect((await opened({ dataDir: null })).keys).not.toEqual((await opened({ dataDir: null })).keys);
  });

  it('takes those that are given, and keeps none of them', async () => {
    const ledgerKey = { id: 'l1', secret: 'a secret of ledgers' };
    expect(await opened({ keys: GIVEN, ledgerKey })).toMatchObject({ keys: GIVEN, ledgerKey });
    expect((await opened({ keys: GIVEN })).keys).toEqual(GIVEN);
    expect(await readFile(path.join(dataDir, 'keys.json'), 'utf8')).not.toContain('a secret of');
  });

  it.each(['', '{"keys":[]}', '{"keys":[{"id":"k"}],"ledgerKey":{"id":"l","secret":"s"}}'])(
    'refuses a file that is damaged: %j',
    async (text) => {
      await writeFile(path.join(dataDir, 'keys.json'), text);
      await expect(opened()).rejects.toThrow(/^Cannot read keys of .*keys\.json: it is damaged, expected what was/);
    },
  );

  it('says of a folder that cannot be one what is in its place', async () => {
    const file = path.join(dataDir, 'a-file');
    await writeFile(file, '');
    for (const folder of [file, path.join(file, 'below')])
      await expect(opened({ dataDir: folder })).rejects.toThrow(
        `Cannot keep data in ${folder}: a file is in its place, expected a folder that this process may read and write`,
      );
  });

  it('names the code of the system where a folder may not be used', async () => {
    const folder = path.join(dataDir, 'n'.repeat(300)); // longer than a name may be
    await expect(opened({ dataDir: folder })).rejects.toThrow('it cannot be read and written (ENAMETOOLONG), expected');
  });

  it('is not led astray by a start that was cut short', async () => {
    await writeFile(path.join(dataDir, 'keys.json.new'), '{"ke', { mode: 0o644 });
    const first = await opened();
    expect((await stat(path.join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
    expect(await opened()).toEqual(first);
  });

  it('warns where nodes share stores and no key', async () => {
    expect((await opened({ isShared: true })).warnings).toEqual([
      expect.stringMatching(/expected --keys, the same on/),
    ]);
    expect((await opened({ isShared: true, keys: GIVEN })).warnings).toEqual([]);
    expect((await opened()).warnings).toEqual([]);
  });
});

describe('a service that is started again', () => {
  const decide = async ({ url }: Service): Promise<DecisionReply> => {
    const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 };
    const body = JSON.stringify({ ...asked, upids: [], budgetMs: 5_000 });
    const headers = { 'content-type': 'application/json' };
    return (await (await fetch(`${url}/v1/decisions`, { method: 'POST', headers, body })).json()) as DecisionReply;
  };

  it('takes beacons of the pods of before', async () => {
    const before = await startService({ dataDir });
    const { pod } = await decide(before);
    await before.close();
    const after = await startService({ dataDir });
    const impression = pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url ?? '';
    const { status } = await fetch(impression.replace(before.url, after.url));
    const metrics = await (await fetch(`${after.url}/metrics`)).text();
    await after.close();
    expect(status).toBe(204);
    expect(metrics).toContain('cutaway_beacon_total{event="impression",verdict="ok"} 1');
  });
});
