import { describe, expect, it } from 'vitest';
import { forgetOldest } from './forget-oldest.js';

const aMap = () => new Map(['a', 'b', 'c', 'd'].map((key) => [key, key]));

describe('forgetOldest()', () => {
  it('lets those go that came first, and one at least', () => {
    const map = aMap();
    forgetOldest(map, 2);
    expect([...map.keys()]).toEqual(['c', 'd']);
    forgetOldest(map, 0);
    expect([...map.keys()]).toEqual(['d']);
    forgetOldest(map, 5);
    expect(map.size).toBe(0);
  });

  it('leaves how a key is forgotten to who knows more of it', () => {
    const map = aMap();
    const gone: string[] = [];
    forgetOldest(map, 2, (key) => gone.push(key));
    expect([gone, map.size]).toEqual([['a', 'b'], 4]);
  });
});
