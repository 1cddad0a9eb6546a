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

  it('drops the longest idle session when there are too many', () => {
    const shelf = createSessionShelf<string>(() => 0, { maxSessions: 2 });
    shelf.put('a', 'A');
    shelf.put('b', 'B');
    shelf.find('a');
    shelf.put('c', 'C');
    expect([shelf.find('a'), shelf.find('b'), shelf.find('c')]).toEqual(['A', null, 'C']);
  });
});
