import { describe, expect, it } from 'vitest';
import { createSessionShelf } from './session-shelf.js';

describe('createSessionShelf', () => {
  it('forgets a session that was idle for too long, and keeps one that is used', () => {
    let nowMs = 0;
    const shelf = createSessionShelf<string>(() => nowMs, { maxIdleMs: 100 });
    shelf.put('a', 'A');
    shelf.put('b', 'B');
    nowMs = 80;
    expect(shelf.find('a')).toBe('A');
    nowMs = 160;
    expect(shelf.find('a')).toBe('A');
    expect(shelf.find('b')).toBeNull();
  });

  it('drops those that are idle for a minute when there are too many, and never one whose player asks', () => {
    let nowMs = 0;
    const shelf = createSessionShelf<string>(() => nowMs, { maxSessions: 2 });
    shelf.put('a', 'A');
    shelf.put('b', 'B');
    expect(shelf.hasRoom()).toBe(false);
    nowMs = 59_000;
    expect(shelf.find('a')).toBe('A');
    expect(shelf.hasRoom()).toBe(false);
    nowMs = 61_000;
    expect(shelf.hasRoom()).toBe(true);
    shelf.put('c', 'C');
    expect([shelf.find('a'), shelf.find('b'), shelf.find('c')]).toEqual(['A', null, 'C']);
  });
});
