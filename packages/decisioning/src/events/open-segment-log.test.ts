import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDisk } from './a-disk.builder.js';
import { nodeDisk, type Disk } from './disk.js';
import { framedBytes } from './frame.js';
import { openSegmentLog, type SegmentLog, type SegmentLogOptions } from './open-segment-log.js';
import type { Damage } from './segment-files.js';

let folder: string;
const opened: SegmentLog[] = [];

beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'segments-'))));
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(more: Partial<SegmentLogOptions> = {}): Promise<SegmentLog> {
  const log = await openSegmentLog({ folder, flushMs: 1, ...more });
  opened.push(log);
  return log;
}
const write = (log: SegmentLog, ...texts: readonly string[]) =>
  Promise.all(texts.map((text) => log.append(text, text)));

async function read(log: SegmentLog, from = 0): Promise<string[]> {
  const texts: string[] = [];
  (await log.follow(from, ({ text }) => texts.push(text)))();
  return texts;
}

describe('openSegmentLog', () => {
  it('gives back what was acknowledged, in order, after it was opened again', async () => {
    const log = await open();
    await write(log, 'one', 'zwei äöü', '三');
    await log.close();
    expect(await read(await open())).toEqual(['one', 'zwei äöü', '三']);
  });

  it('opens on a disk that has no room for its name', async () => {
    const full: Disk = { ...nodeDisk, replace: () => Promise.reject(new Error('ENOSPC')) };
    const log = await open({ disk: full, newId: () => 'a' });
    await write(log, 'one');
    expect(await read(log)).toEqual(['one']);
  });

  it('commits what came together with one fsync', async () => {
    const commits: number[] = [];
    const log = await open({ onCommit: (records) => commits.push(records) });
    await write(log, 'a', 'b', 'c');
    await write(log, 'd');
    expect(commits).toEqual([3, 1]);
  });

  it('acknowledges nothing before the fsync has come back', async () => {
    const order: string[] = [];
    const log = await open({ disk: watched((step) => order.push(step)) });
    order.length = 0;
    await log.append('a', 'a').then(() => order.push('acknowledged'));
    expect(order).toEqual(['write', 'sync', 'acknowledged']);
  });

  it('goes on in another segment when one is full, and reads over the seam from any record', async () => {
    const log = await open({ maxSegmentBytes: 40 });
    const texts = Array.from({ length: 10 }, (_, n) => `record ${n}`);
    for (const text of texts) await write(log, text);
    expect((await readdir(folder)).length).toBe(5);
    const offsets: number[] = [];
    (await log.follow(0, ({ offset }) => offsets.push(offset)))();
    for (const [n, offset] of offsets.entries()) expect(await read(log, offset)).toEqual(texts.slice(n));
    expect(await read(log, log.end())).toEqual([]);
  });

  it('tells who follows what was there, then each new record, until they leave', async () => {
    const log = await open();
    await write(log, 'before');
    const heard: unknown[] = [];
    const unfollow = await log.follow(0, ({ id, text }) => heard.push([id, text]));
    await log.append('its id', 'after');
    unfollow();
    await write(log, 'later');
    expect(heard).toEqual([
      [null, 'before'],
      ['its id', 'after'],
    ]);
  });

  it('goes on when a listener fails, and lets the failure be seen', async () => {
    const warned = once(process, 'warning');
    const log = await open();
    await log.follow(0, () => {
      throw new Error('a listener that fails');
    });
    const heard: string[] = [];
    await log.follow(0, ({ text }) => heard.push(text));
    await write(log, 'a', 'b');
    expect(heard).toEqual(['a', 'b']);
    expect(await warned).toMatchObject([{ message: 'a listener that fails' }]);
  });

  it('drops old segments, and keeps the one it writes', async () => {
    const log = await open({ maxSegmentBytes: 40 });
    for (let n = 0; n < 6; n++) await write(log, `record ${n}`);
    await log.dropBefore(log.end());
    expect(await read(log)).toEqual(['record 4', 'record 5']);
  });

  it('keeps no more than it is told to, and what it writes', async () => {
    const log = await open({ maxSegmentBytes: 40, keepBytes: 50 });
    for (let n = 0; n < 10; n++) await write(log, `record ${n}`);
    expect(await read(log)).toEqual([4, 5, 6, 7, 8, 9].map((n) => `record ${n}`));
  });

  it('keeps what is younger than it is told to, also over a restart, and what it writes', async () => {
    let now = 0;
    const clock = { disk: aDisk(() => now), nowMs: () => now, maxSegmentBytes: 40, keepMs: 100 };
    const log = await open(clock);
    for (; now < 200; now += 40) await write(log, `record ${now}`);
    // Two records are in a segment, which is as old as its last one.
    expect(await read(log)).toEqual(['record 80', 'record 120', 'record 160']);
    now = 1000;
    expect(await read(await open(clock))).toEqual(['record 160']);
  });
});

describe('recovery', () => {
  it('keeps every whole record and cuts what is torn, wherever the file ends', async () => {
    const texts = ['first', 'second, a longer one', '3'];
    const disk = aDisk();
    const log = await open({ disk });
    await write(log, ...texts);
    const [[file, whole] = ['', Buffer.alloc(0)]] = disk.files;
    const ends = texts.map((_, n) => texts.slice(0, n + 1).reduce((sum, text) => sum + framedBytes(text), 0));
    expect(ends[2]).toBe(whole.length);
    for (let length = 0; length <= whole.length; length++) {
      disk.files.set(file, whole.subarray(0, length));
      const again = await open({ disk });
      const kept = texts.filter((_, n) => ends[n]! <= length);
      expect(await read(again), `cut at ${length}`).toEqual(kept);
      await write(again, 'new');
      expect(await read(await open({ disk })), `written after a cut at ${length}`).toEqual([...kept, 'new']);
    }
  });

  it('takes a tail of zeros, as a file system leaves it after a power cut, for no records', async () => {
    const log = await open();
    await write(log, 'a');
    await log.close();
    const file = path.join(folder, (await readdir(folder))[0]!);
    await truncate(file, 4096);
    expect(await read(await open())).toEqual(['a']);
  });

  it('keeps the torn bytes beside the log', async () => {
    const log = await open();
    await write(log, 'a', 'b');
    await log.close();
    const file = path.join(folder, (await readdir(folder))[0]!);
    await truncate(file, framedBytes('a') + 3);
    await open();
    expect((await readFile(`${file}.torn`)).length).toBe(3);
  });

  it('cuts what is torn where the disk has no room to keep it: a service that was killed on a full disk starts again', async () => {
    const disk = aDisk();
    await write(await open({ disk }), 'a', 'b');
    const [[file, whole] = ['', Buffer.alloc(0)]] = disk.files;
    disk.files.set(file, whole.subarray(0, framedBytes('a') + 3));
    const full: Disk = {
      ...disk,
      async open(name) {
        const opened = await disk.open(name);
        return name.endsWith('.torn') ? { ...opened, write: () => Promise.reject(new Error('ENOSPC')) } : opened;
      },
    };
    expect(await read(await open({ disk: full }))).toEqual(['a']);
  });

  it('says what is lost where a bit of an older segment has turned, and reads on behind it', async () => {
    const damages: Damage[] = [];
    const log = await open({ maxSegmentBytes: 20, onDamage: (damage) => damages.push(damage) });
    for (const text of ['aaaa', 'bbbb', 'cccc']) await write(log, text);
    const file = path.join(folder, (await readdir(folder)).sort()[1]!);
    const bytes = await readFile(file);
    bytes[9]! ^= 1;
    await writeFile(file, bytes);
    expect(await read(log)).toEqual(['aaaa', 'cccc']);
    expect(damages).toEqual([{ file, offset: 12, lostBytes: 12 }]);
  });
});

describe('a disk that refuses', () => {
  it('refuses each record of the batch, and goes on when the disk does', async () => {
    let isFull = false;
    const disk = watched((step) => {
      if (isFull && step === 'sync') throw new Error('ENOSPC');
    });
    const log = await open({ disk });
    await write(log, 'a');
    isFull = true;
    const refused = await Promise.allSettled(['b', 'c'].map((text) => log.append(text, text)));
    isFull = false;
    await write(log, 'd');
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await read(log)).toEqual(['a', 'd']);
    await log.close();
    expect(await read(await open())).toEqual(['a', 'd']);
  });

  it('refuses more than may wait, and what comes when it is closed', async () => {
    const log = await open({ maxPendingBytes: 30 });
    const [first, second] = [log.append('a', 'a'.repeat(20)), log.append('b', 'b'.repeat(20))];
    await expect(second).rejects.toThrow('Cannot keep an event: 28 bytes wait, expected less');
    await first;
    await log.close();
    await expect(log.append('c', 'c')).rejects.toThrow(
      'Cannot keep an event: the log is closed, expected it to be open',
    );
  });
});

/** The real disk, each step told before it is done. */
function watched(tell: (step: 'write' | 'sync') => void): Disk {
  return {
    ...nodeDisk,
    async open(file) {
      const real = await nodeDisk.open(file);
      return {
        ...real,
        write: async (bytes, at) => (tell('write'), real.write(bytes, at)),
        sync: async () => (tell('sync'), real.sync()),
      };
    },
  };
}
