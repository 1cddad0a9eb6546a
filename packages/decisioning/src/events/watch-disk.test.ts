import { describe, expect, it } from 'vitest';
import { watchDisk } from './watch-disk.js';

const GB = 2 ** 30;

function set() {
  const state = { free: GB, isBroken: false };
  const told: (string | null)[] = [];
  const watch = watchDisk({
    folder: '/log',
    onChange: (fault) => told.push(fault),
    freeBytes: async () => state.free,
    disk: { replace: async () => (state.isBroken ? Promise.reject(new Error('EIO')) : undefined) },
  });
  return { state, told, watch };
}

describe('watchDisk', () => {
  it('finds nothing wrong with a disk that takes what is written', async () => {
    const { watch, told } = set();
    await watch.look();
    expect([watch.fault(), told]).toEqual([null, []]);
  });

  it('tells of one that does not, once, and of its return', async () => {
    const { watch, state, told } = set();
    state.isBroken = true;
    await watch.look();
    await watch.look();
    expect(watch.fault()).toBe('it cannot be written: Error: EIO');
    state.isBroken = false;
    await watch.look();
    expect(told).toEqual(['it cannot be written: Error: EIO', null]);
  });

  it('does not wait until it is full to the last byte', async () => {
    const { watch, state } = set();
    state.free = 20 * 2 ** 20;
    await watch.look();
    expect(watch.fault()).toBe('20 MB are left, expected 64');
  });
});
