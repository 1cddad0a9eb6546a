import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurn } from './in-turn.js';

describe('inTurn()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does one thing after the other, whatever one of them throws', async () => {
    const done: string[] = [];
    const turns = inTurn(0);
    turns.add(() => new Promise<void>((resolve) => setTimeout(resolve, 200)).then(() => void done.push('slow')));
    turns.add(() => {
      throw new Error('refused');
    });
    turns.add(() => done.push('last'));
    await vi.advanceTimersByTimeAsync(200);
    expect(done).toEqual(['slow', 'last']);
  });
  it('does not wait for what hangs', async () => {
    const done: string[] = [];
    const turns = inTurn(0);
    turns.add(() => new Promise(() => undefined));
    turns.add(() => done.push('last'));
    await vi.advanceTimersByTimeAsync(1500);
    expect(done).toEqual(['last']);
  });
});
