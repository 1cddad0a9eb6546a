import { initialOutbox, markOf, stepOutbox } from '@cutaway/tracking';
import { describe, expect, it } from 'vitest';
import { readKept, writeKept } from './keep.js';

const beacon = { key: 'a/0/start/0', adInstanceId: 'a', event: 'start' as const, url: 'https://t/start' };
const { state: outbox } = stepOutbox(initialOutbox(), { type: 'enqueue', beacons: [beacon], nowMs: 7 });
const parcel = { beacon, enqueuedMs: 7, attempt: 1, notBeforeMs: 7, is: 'sent' };

describe('an entry of the storage', () => {
  it('reads as it was written', () => {
    expect(readKept(writeKept(outbox, 9))).toEqual({
      atMs: 9,
      parcels: [parcel],
      keys: [markOf('a/0/start/0')],
      mark: null,
    });
  });
  it('stays within its size, keys too, with the newest keys', () => {
    const keys = Array.from({ length: 4000 }, (_, n) => markOf(`instance-${n}/0/impression/0`));
    const text = writeKept({ ...outbox, keys }, 9);
    expect(text.length).toBeLessThan(32_768);
    expect(readKept(text)?.keys.slice(-1)).toEqual([markOf('instance-3999/0/impression/0')]);
  });
  it.each(['', 'null', '[]', '{"atMs":"1","parcels":[],"keys":[]}', '{"atMs":1,"parcels":{},"keys":[]}'])(
    'is none where anything else wrote it: %s',
    (text) => expect(readKept(text)).toBeNull(),
  );
  it('is read without the parcels that are none, and with the keys of who kept them as texts', () => {
    const broken = [null, 5, {}, { ...parcel, is: 'gone' }, { ...parcel, beacon: { ...beacon, url: 3 } }];
    const text = JSON.stringify({ atMs: 1, parcels: [...broken, parcel], keys: ['k', 7, null] });
    expect(readKept(text)).toEqual({ atMs: 1, parcels: [parcel], keys: [markOf('k'), 7], mark: null });
  });
});
