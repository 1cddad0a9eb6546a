import { describe, expect, it } from 'vitest';
import { rowsOf } from '../event-rows/event-row.js';
import { readRecord } from './event-record.js';

describe('readRecord', () => {
  it('takes for none what somebody else put into the stream, so that whoever follows it goes on', () => {
    for (const text of [
      'hello',
      '',
      'null',
      '7',
      '[]',
      '{}',
      '{"kind":"beacon"}',
      '{"kind":"beacon","id":7,"atMs":"x"}',
    ]) {
      expect([text, readRecord(text)]).toEqual([text, null]);
      expect(rowsOf(text)).toEqual([]);
    }
  });

  it('knows no kind of a later version', () => {
    expect(readRecord('{"kind":"later","id":"a","atMs":1}')).toBeNull();
    expect(readRecord('{"kind":"notice","id":"a","atMs":1}')).toMatchObject({ kind: 'notice' });
  });
});
