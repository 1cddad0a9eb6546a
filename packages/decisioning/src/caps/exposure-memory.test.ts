import { describe, expect, it } from 'vitest';
import { createExposureMemory } from './exposure-memory.js';

describe('createExposureMemory', () => {
  it('knows what became of an exposure until its time is over', () => {
    const memory = createExposureMemory(10);
    memory.set('device', 'ad1', { phase: 'counted' }, 1000);
    expect(memory.get('device', 'ad1', 999)).toEqual({ phase: 'counted' });
    expect(memory.get('device', 'ad1', 1000)).toBeNull();
    expect(memory.get('device', 'ad2', 0)).toBeNull();
    expect(memory.get('user', 'ad1', 0)).toBeNull();
  });

  it('tells a promise with its end, and what was taken back', () => {
    const memory = createExposureMemory(10);
    memory.set('device', 'ad1', { phase: 'promised', expiresAtMs: 500 }, 1000);
    memory.set('device', 'ad2', { phase: 'released' }, Infinity);
    expect(memory.get('device', 'ad1', 0)).toEqual({ phase: 'promised', expiresAtMs: 500 });
    expect(memory.get('device', 'ad2', 1e15)).toEqual({ phase: 'released' });
    memory.set('device', 'ad1', { phase: 'counted' }, 1000);
    expect(memory.get('device', 'ad1', 0)).toEqual({ phase: 'counted' });
  });

  it('forgets those of long ago where there are too many, and none of the last half', () => {
    const memory = createExposureMemory(100);
    for (let n = 0; n < 1000; n++) memory.set('device', `ad${n}`, { phase: 'counted' }, 1000);
    const known = Array.from({ length: 1000 }, (_, n) => memory.get('device', `ad${n}`, 0) !== null);
    expect(known.slice(950)).not.toContain(false);
    expect(known.filter(Boolean).length).toBeLessThanOrEqual(100);
  });
});
