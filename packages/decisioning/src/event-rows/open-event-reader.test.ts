import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSegmentLog } from '../events/open-segment-log.js';
import { openEventReader } from './open-event-reader.js';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'cutaway-reader-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

let logs = 0;
/** A service that runs, writes and ends. */
async function aRun(...texts: readonly string[]): Promise<void> {
  const folder = path.join(data, 'events');
  const log = await openSegmentLog({ folder, flushMs: 1, newId: () => `log-${(logs += 1)}` });
  await Promise.all(texts.map((text) => log.append(text, text)));
  await log.close();
}
const madeOf = async (): Promise<string | null> => (await openEventReader(data)).made;

describe('openEventReader', () => {
  it('names the log, the same after each start and another where it was made anew', async () => {
    await aRun('one');
    const made = await madeOf();
    await aRun('two');
    expect(made).not.toBeNull();
    expect(await madeOf()).toBe(made);
    await rm(path.join(data, 'events'), { recursive: true });
    await aRun('one');
    expect(await madeOf()).not.toBe(made);
  });

  it('takes a log whose segments alone were deleted for another one', async () => {
    await aRun('one');
    const made = await madeOf();
    await rm(path.join(data, 'events', '0000000000000000.seg'));
    await aRun('one');
    expect(await madeOf()).not.toBe(made);
  });

  it('does not go on where a log was made anew meanwhile and is as long as the one before', async () => {
    await aRun('one');
    const reader = await openEventReader(data);
    const { next } = await reader.read(0, 10);
    await rm(path.join(data, 'events'), { recursive: true });
    await aRun('one', 'two', 'three');
    await expect(reader.read(next, 10)).rejects.toThrow(/^Cannot read events from \d+: the log was made anew/);
  });
});
