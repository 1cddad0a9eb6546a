import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, uptime } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../service.js';
import { lockFolder } from './lock-folder.js';

let folder: string;
const undo: (() => unknown)[] = [];
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'lock-'))));
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
  await rm(folder, { recursive: true, force: true });
});

/** Another process: the lock that it would have written. */
async function aProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  undo.push(kill);
  return { pid: child.pid ?? 0, kill };
}
const lockOf = (holder: object) =>
  writeFile(path.join(folder, 'lock'), JSON.stringify({ host: hostname(), folder, ...holder }));
const take = async () => void undo.push(await lockFolder(folder));

describe('lockFolder', () => {
  it('keeps a folder for the process that has it, and says which that is', async () => {
    const { pid } = await aProcess();
    await lockOf({ pid });
    await expect(take()).rejects.toThrow(
      `Cannot open data of ${folder}: process ${pid} of ${hostname()} has it, expected a folder for each process`,
    );
    expect(JSON.parse(await readFile(path.join(folder, 'lock'), 'utf8'))).toMatchObject({ pid });
  });

  it('takes over from a process that is dead', async () => {
    const { pid, kill } = await aProcess();
    await lockOf({ pid });
    await kill();
    await take();
    expect(JSON.parse(await readFile(path.join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('takes over from one that had the number which this process has now, and where nobody’s name is whole', async () => {
    await lockOf({ pid: process.pid });
    await take();
    await undo.pop()?.();
    await writeFile(path.join(folder, 'lock'), '{"pid":');
    await take();
  });

  it('takes over from before a power cut, though another process has the number of the dead one by now', async () => {
    const { pid } = await aProcess();
    await lockOf({ pid });
    const beforeBoot = new Date(Date.now() - (uptime() + 60) * 1000);
    await utimes(path.join(folder, 'lock'), beforeBoot, beforeBoot);
    await take();
  });

  it('takes a copy of a folder that is in use', async () => {
    const { pid } = await aProcess();
    await lockOf({ pid });
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    undo.push(() => rm(copy, { recursive: true }), await lockFolder(copy));
  });

  it('takes over from another host only when nothing was heard of it for a while', async () => {
    await lockOf({ pid: 1, host: 'other' });
    await expect(take()).rejects.toThrow('process 1 of other has it');
    const ago = new Date(Date.now() - 60_000);
    await utimes(path.join(folder, 'lock'), ago, ago);
    await take();
  });

  it('is given to one of several that ask at once', async () => {
    const asked = await Promise.allSettled([take(), take(), take()]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

describe('a service on a data folder', () => {
  it('has it alone, and gives it back when it closes or cannot start', async () => {
    const first = await startService({ dataDir: folder });
    await expect(startService({ dataDir: folder })).rejects.toThrow(`Cannot open data of ${folder}`);
    await first.close();
    await expect(startService({ dataDir: folder, catalogueFile: path.join(folder, 'none.yml') })).rejects.toThrow();
    await expect(access(path.join(folder, 'lock'))).rejects.toThrow('ENOENT');
    await (await startService({ dataDir: folder })).close();
  });
});
