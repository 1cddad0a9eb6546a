import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEntry } from './a-change.builder.js';
import type { ChangeStore } from './change.js';
import { openJournal } from './journal.js';
import { writeLine } from './journal-line.js';

let folder: string;
let file: string;
const open: ChangeStore[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-journal-'));
  file = path.join(folder, 'changes.journal');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  await rm(folder, { recursive: true });
});

async function opened(onCut?: Parameters<typeof openJournal>[1]) {
  const store = await openJournal(folder, onCut);
  open.push(store);
  return { store, entries: await store.replay() };
}

describe('openJournal', () => {
  it('has after a restart what was appended before it', async () => {
    const { store, entries } = await opened();
    expect(entries).toEqual([]);
    for (const seq of [1, 2, 3]) await store.append(anEntry(seq));
    expect((await opened()).entries).toEqual([anEntry(1), anEntry(2), anEntry(3)]);
  });

  it.each([0, 1, 2])('goes on after a change that was cut, %i whole ones before it', async (kept) => {
    const lines = [1, 2, 3].map((seq) => writeLine(anEntry(seq)));
    await writeFile(file, Buffer.concat([...lines.slice(0, kept), lines[kept]!.subarray(0, 100)]));
    const { store, entries } = await opened();
    expect(entries).toHaveLength(kept);
    await store.append(anEntry(kept + 1, { id: 'next' }));
    expect((await opened()).entries.at(-1)).toEqual(anEntry(kept + 1, { id: 'next' }));
    expect(await readFile(file)).toHaveLength(
      [...lines.slice(0, kept), writeLine(anEntry(kept + 1, { id: 'next' }))].reduce(
        (sum, { length }) => sum + length,
        0,
      ),
    );
  });

  it('says how much of a change under way was cut', async () => {
    await writeFile(file, Buffer.concat([writeLine(anEntry(1)), Buffer.alloc(7)]));
    const onCut = vi.fn();
    expect((await opened(onCut)).entries).toHaveLength(1);
    expect(onCut).toHaveBeenCalledWith({ file, bytes: 7 });
  });

  it('does not start over a line that is damaged before whole ones', async () => {
    await writeFile(file, Buffer.concat([Buffer.from('damaged\n'), writeLine(anEntry(1))]));
    const store = await openJournal(folder);
    open.push(store);
    await expect(store.replay()).rejects.toThrow(`Cannot replay ${file}: the line at byte 0 is damaged`);
  });

  it('keeps nothing where another process writes the file', async () => {
    const { store } = await opened();
    await appendFile(file, writeLine(anEntry(1)));
    await expect(store.append(anEntry(1))).rejects.toThrow('expected 0: another process writes it');
    expect((await opened()).entries).toHaveLength(1);
  });

  it('has each change it answered for when it is killed at any time, and no half one', async () => {
    const child = await bundleChild();
    let acked = 0;
    for (let round = 0; round < 3; round += 1) {
      acked = await killAfter(child, acked + 20);
      const { entries } = await opened();
      expect(entries.length).toBeGreaterThanOrEqual(acked);
      expect(entries).toEqual(entries.map((_, place) => anEntry(place + 1)));
      acked = entries.length;
    }
  });

  /** A process that appends entries as fast as it can, and says each one's number when it is kept. */
  async function bundleChild(): Promise<string> {
    const outfile = path.join(folder, 'child.mjs');
    const contents = `
      import { anEntry } from './a-change.builder.ts';
      import { openJournal } from './journal.ts';
      const store = await openJournal(process.argv[2]);
      for (let seq = (await store.replay()).length + 1; ; seq += 1) {
        await store.append(anEntry(seq));
        process.stdout.write(seq + '\\n');
      }`;
    const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' } as const;
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    return outfile;
  }

  /** The last number that it said before it was killed. */
  async function killAfter(script: string, seq: number): Promise<number> {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let acked = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acked = Number(line);
      if (acked >= seq) child.kill('SIGKILL');
    }
    await ended;
    return acked;
  }
});
