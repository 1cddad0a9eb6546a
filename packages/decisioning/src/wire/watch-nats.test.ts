import { describe, expect, it } from 'vitest';
import { watchNats } from './watch-nats.js';

describe('watchNats', () => {
  it('is away while events are spooled or nothing answers, and tells when that changes', async () => {
    const told: (string | null)[] = [];
    const watch = watchNats((fault) => told.push(fault));
    await watch.look(async () => true);
    expect([watch.fault(), told]).toEqual([null, []]);
    watch.setSpooling(true);
    await watch.look(() => Promise.reject(new Error('timeout')));
    watch.setSpooling(false);
    expect(watch.fault()).toBe('it does not answer');
    await watch.look(async () => true);
    expect(told).toEqual(['it does not answer', null]);
  });
});
