import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInits } from './inits.js';

const A = 'https://ads.example/a/init.mp4';
const B = 'https://ads.example/b/init.mp4';
const BYTES = new Uint8Array([1, 2]);

describe('createInits', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('finds what came, and nothing where there is none', () => {
    const inits = createInits();
    inits.keep(A, BYTES);
    expect([inits.find(A), inits.find(B), inits.find(null)]).toEqual([BYTES, null, null]);
  });

  it('waits for one that is on its way, and for no other', async () => {
    const inits = createInits();
    const heard = vi.fn();
    const waited = inits.until(A).then(heard);
    inits.keep(B, new Uint8Array([9]));
    await vi.advanceTimersByTimeAsync(1900);
    expect(heard).not.toHaveBeenCalled();
    inits.keep(A, BYTES);
    await waited;
    expect(heard).toHaveBeenCalledExactlyOnceWith(BYTES);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has what came before it was asked for', async () => {
    const inits = createInits();
    inits.keep(A, BYTES);
    expect(await inits.until(A)).toBe(BYTES);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up on one that does not come', async () => {
    const waited = createInits().until(A);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await waited).toBeNull();
  });

  it('forgets those that were not in use for longest', () => {
    const inits = createInits();
    inits.keep(A, BYTES);
    inits.keep(B, BYTES);
    for (let n = 0; n < 15; n++) {
      inits.find(A); // content goes on with it, and Shaka does not load it again
      inits.keep(`https://ads.example/${n}/init.mp4`, BYTES);
    }
    expect([inits.find(A), inits.find(B)]).toEqual([BYTES, null]);
  });
});
