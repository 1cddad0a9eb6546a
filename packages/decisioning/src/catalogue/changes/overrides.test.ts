import { describe, expect, it } from 'vitest';
import type { Change } from './change.js';
import { anEntry } from './a-change.builder.js';
import { NO_OVERRIDES, recordOf, replayOverrides, stepOverrides } from './overrides.js';

const put = (record: Readonly<Record<string, unknown>>): Change => ({ act: 'put', record });
const patch = (fields: Readonly<Record<string, unknown>>): Change => ({ act: 'patch', fields });

/** What a record of the files is after some changes. */
function after(file: Readonly<Record<string, unknown>> | null, ...changes: readonly Change[]) {
  const overrides = changes.reduce((before, change) => stepOverrides(before, 'lineItems', 'a', change), NO_OVERRIDES);
  return recordOf(file, overrides.lineItems.get('a') ?? null);
}

describe('overrides: what stands where a file and a change differ', () => {
  it('is the change, for the fields that it names, and the file for the others', () => {
    const change = patch({ status: 'paused' });
    expect(after({ id: 'a', priceCpm: 5 }, change)).toEqual({ id: 'a', priceCpm: 5, status: 'paused' });
    expect(after({ id: 'a', priceCpm: 9, status: 'live' }, change)).toEqual({ id: 'a', priceCpm: 9, status: 'paused' });
  });
  it('is the last change of a field, and null takes it back to its default', () => {
    expect(after({ id: 'a', x: 1, y: 1 }, patch({ x: 2, y: 2 }), patch({ x: 3, y: null }))).toEqual({ id: 'a', x: 3 });
  });
  it('replaces a field whole, without a look into it', () => {
    expect(after({ id: 'a', goal: { impressions: 5 } }, patch({ goal: { share: 0.5 } }))).toEqual({
      id: 'a',
      goal: { share: 0.5 },
    });
  });
  it('is a record that was put, with later changes of it, whatever the file says', () => {
    expect(after({ id: 'a', x: 1, y: 1 }, put({ id: 'a', x: 2 }), patch({ z: 3 }))).toEqual({ id: 'a', x: 2, z: 3 });
    expect(after(null, put({ id: 'a' }))).toEqual({ id: 'a' });
  });
  it('is nothing after a delete, though the file still has it, until it is put or reset', () => {
    expect(after({ id: 'a' }, { act: 'delete' })).toBeNull();
    expect(after({ id: 'a' }, { act: 'delete' }, put({ id: 'a', x: 2 }))).toEqual({ id: 'a', x: 2 });
  });
  it('is the file again after a reset', () => {
    expect(after({ id: 'a', x: 1 }, patch({ x: 2 }), { act: 'reset' })).toEqual({ id: 'a', x: 1 });
    expect(after(null, put({ id: 'a' }), { act: 'reset' })).toBeNull();
  });
  it('is nothing where a patched record has gone from the files', () => {
    expect(after(null, patch({ x: 2 }))).toBeNull();
  });
});

describe('replayOverrides', () => {
  it('comes to what the changes came to one by one', () => {
    const changes = [put({ id: 'a', x: 1 }), patch({ x: 2 }), { act: 'reset' }, patch({ y: 1 })] as const;
    const entries = changes.map((change, at) => anEntry(at + 1, { id: at === 2 ? 'b' : 'a', change }));
    const stepped = entries.reduce((now, { kind, id, change }) => stepOverrides(now, kind, id, change), NO_OVERRIDES);
    expect(replayOverrides(entries)).toEqual(stepped);
    expect(NO_OVERRIDES.lineItems.size).toBe(0);
  });

  // It was minutes, in which the service did not start.
  it('reads ten days of prices that a machine sets', () => {
    const entries = Array.from({ length: 100_000 }, (_none, at) =>
      anEntry(at + 1, { id: `li-${at % 10_000}`, change: patch({ priceCpm: at }) }),
    );
    expect(replayOverrides(entries).lineItems.get('li-9999')).toEqual({ as: 'fields', fields: { priceCpm: 99_999 } });
  });
});
