import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { ShortAd } from '@cutaway/model';
import { writeOwnReply } from './write-own-reply.js';

const events = ['start', 'complete'] as const;
const { adInstanceId: _, ...plain } = anAd('one');
const short = (adInstanceId: string, at: string, of: object = plain): ShortAd =>
  Object.assign({ ...plain, adInstanceId, beacons: { at, events } }, of);

describe('writeOwnReply', () => {
  it('is the answer as JSON, however often its ads come', () => {
    const ads = [
      ...[short('a', '0'), short('ü"', '1'), short('c', '2'), anAd('in full')],
      ...[short('d', '0', { ...plain, title: 'Van' }), short('e', '1', { ...plain, title: 'Van' })],
      ...[short('f', '2'), { ...short('g', '3'), beacons: { at: '9', events: ['error' as const] } }],
    ];
    for (const of of [ads, [...ads].reverse(), [ads[0]!], []]) {
      const reply = { ...aReply(of, { rung: 'full' }), beacons: { base: 'b', tails: { start: 's' } } };
      expect(JSON.parse(writeOwnReply(reply))).toEqual(reply);
    }
  });

  it('writes an ad that comes again no third time', () => {
    let written = 0;
    const captions = { toJSON: () => `${++written}` };
    const of = { ...plain, mediaFiles: [], captions };
    const wrote = ['a', 'b', 'c', 'd'].map(
      (name) => JSON.parse(writeOwnReply(aReply([short(name, '0', of)]))) as never,
    );
    expect(wrote).toMatchObject(['1', '2', '2', '2'].map((text) => ({ pod: { ads: [{ captions: text }] } })));
  });
});
