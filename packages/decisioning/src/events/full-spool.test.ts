import { describe, expect, it } from 'vitest';
import { aDisk } from './a-disk.builder.js';
import { openSpooledLog } from './open-spooled-log.js';

/** A log before an engine that can be away, on a disk that can be full: removing files is all that it does then. */
async function aLog() {
  const kept: string[] = [];
  const is = { away: false, full: false };
  const memory = aDisk();
  const unlessFull = <T>(run: () => Promise<T>): Promise<T> => (is.full ? Promise.reject(new Error('ENOSPC')) : run());
  const disk: typeof memory = {
    ...memory,
    replace: (file, text) => unlessFull(() => memory.replace(file, text)),
    async open(file) {
      const opened = await memory.open(file);
      return { ...opened, write: (bytes, at) => unlessFull(() => opened.write(bytes, at)) };
    },
  };
  const states: string[] = [];
  const log = await openSpooledLog({
    ...{ spoolFolder: '/spool', disk, flushMs: 0, retryMs: 5, onState: (state) => states.push(state) },
    engine: {
      publish: async (id) => {
        if (is.away) throw new Error('no answer');
        kept.push(id);
      },
      follow: async () => () => undefined,
      check: async () => null,
      close: async () => undefined,
    },
  });
  return { log, kept, is, states };
}

describe('a spool on a disk that is full', () => {
  it('is given to the engine when that is back, and events go to the engine again', async () => {
    const { log, kept, is, states } = await aLog();
    is.away = true;
    await log.append('1', 'one');
    is.full = true;
    await expect(log.append('2', 'two')).rejects.toThrow('ENOSPC');
    is.away = false;
    await expect.poll(() => states.at(-1)).toBe('direct');
    await log.append('3', 'three');
    expect([...new Set(kept)]).toEqual(['1', '3']);
    await log.close();
  });

  it('does not keep events from an engine that is back, where nothing could be kept meanwhile', async () => {
    const { log, kept, is, states } = await aLog();
    Object.assign(is, { away: true, full: true });
    await expect(log.append('1', 'one')).rejects.toThrow('ENOSPC');
    is.away = false;
    await expect.poll(() => states.at(-1)).toBe('direct');
    await log.append('1', 'one');
    expect(kept).toEqual(['1']);
    await log.close();
  });
});
