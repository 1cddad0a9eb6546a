import { describe, expect, it } from 'vitest';
import { RecentMap } from './recent-map.js';

describe('RecentMap', () => {
  it('remembers the last half of its size for sure, and forgets what was long ago', () => {
    const memory = new RecentMap<number>(10);
    for (let n = 0; n < 100; n++) {
      memory.set(`key ${n}`, n);
      for (let recent = Math.max(0, n - 4); recent <= n; recent++) expect(memory.get(`key ${recent}`)).toBe(recent);
    }
    expect(memory.get('key 80')).toBe(undefined);
  });

  it('keeps what is asked for again and again', () => {
    const memory = new RecentMap<string>(4);
    memory.set('mine', 'kept');
    for (let n = 0; n < 50; n++) {
      memory.set(`other ${n}`, 'x');
      expect(memory.get('mine')).toBe('kept');
    }
  });

  it('has the latest value of a key', () => {
    const memory = new RecentMap<number>(2);
    for (const value of [1, 2, 3]) memory.set('key', value);
    expect(memory.get('key')).toBe(3);
  });
});
