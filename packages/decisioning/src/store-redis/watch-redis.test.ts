import { describe, expect, it } from 'vitest';
import { watchRedis } from './watch-redis.js';

const takesAll = async (): Promise<null> => null;

describe('watchRedis', () => {
  it('tells when a Redis goes, once, and when it is back', async () => {
    const told: (string | null)[] = [];
    let ping = async (): Promise<'PONG'> => 'PONG';
    const watch = watchRedis({ ping: () => ping() }, takesAll, (fault) => told.push(fault));
    expect(await watch.look()).toBe(true);
    ping = () => Promise.reject(new Error('Command timed out'));
    expect([await watch.look(), await watch.look(), watch.fault()]).toEqual([
      ...[false, false],
      'it does not answer: Command timed out',
    ]);
    ping = async () => 'PONG';
    expect(await watch.look()).toBe(true);
    expect(told).toEqual(['it does not answer: Command timed out', null]);
  });

  it('says that there is no connection, not how its client puts it', async () => {
    const unconnected = "Stream isn't writeable and enableOfflineQueue options is false";
    const watch = watchRedis({ ping: () => Promise.reject<'PONG'>(new Error(unconnected)) }, takesAll, () => undefined);
    await watch.look();
    expect(watch.fault()).toBe('it does not answer: there is no connection');
  });

  it('tells of one that answers, and refuses what it is told: it is full, a replica, or allows it to somebody else', async () => {
    const told: (string | null)[] = [];
    const faults = ['OOM command not allowed', 'OOM command not allowed', null];
    const tell = async (): Promise<string | null> => faults.shift() ?? null;
    const watch = watchRedis({ ping: async () => 'PONG' }, tell, (fault) => told.push(fault));
    expect([await watch.look(), await watch.look(), watch.fault()]).toEqual([false, false, 'OOM command not allowed']);
    expect(await watch.look()).toBe(true);
    expect(told).toEqual(['OOM command not allowed', null]);
  });
});
