import { describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { T0, keepsTheCapContract } from './cap-store-contract.builder.js';
import { createMemoryCapStore } from './memory-cap-store.js';
import { createRecordShelf } from './record-shelf.js';

describe('createMemoryCapStore', () => {
  keepsTheCapContract(() => createMemoryCapStore());

  it('holds so many viewers and no more, and forgets those of long ago first', async () => {
    const shelf = createRecordShelf(160);
    const store = createMemoryCapStore({ shelf });
    const exposure = { id: 'a', caps: [counted(aCap())] };
    for (let i = 0; i < 2_000; i++) {
      await store.commit({ key: `d:${i}`, exposure, nowMs: T0, shownAtMs: T0 });
    }
    expect(shelf.size()).toBe(160);
    expect((await store.read(['d:1999', 'd:0'], T0)).map((bytes) => bytes !== null)).toEqual([true, false]);
  });
});
