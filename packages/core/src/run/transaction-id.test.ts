import { describe, expect, it } from 'vitest';
import { transactionId } from './transaction-id.js';

describe('transactionId', () => {
  it('is a UUID, one for each break of each session', () => {
    const ids = ['s1', 's2'].flatMap((session) => ['a', 'b'].map((breakId) => transactionId(session, breakId)));
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(4);
    expect(transactionId('s1', 'a')).toBe(ids[0]);
  });
});
