import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { writeReply } from './write-reply.js';

describe('writeReply', () => {
  const shared = aReply([anAd('one')], { rung: 'cohort', alternates: [{ slot: 0, ad: anAd('two') }] });
  const ledgerOf = (id: string) => ({ ledger: { id, key: 'ü' } as never });

  it('is the answer as JSON, whoever was given a part of it before', () => {
    const mine = { ...shared, reason: 'shed', ...ledgerOf('mine') };
    const yours = { ...shared, ...ledgerOf('yours') };
    for (const reply of [mine, yours, mine, { ...mine, rung: 'full' as const }])
      expect(JSON.parse(writeReply(reply).toString())).toEqual(reply);
  });

  it('is in short for who joins addresses, and in full for who does not, of the same pod too', () => {
    const urlOf = (what: string): string => `https://ads.example/b/token/${what}?n=1`;
    const trackers = [{ event: 'start' as const, url: urlOf('0st'), level: 0, index: 0 }];
    const reply = aReply([{ ...anAd('one'), trackers }], { rung: 'cohort', errorUrls: [urlOf('_er')] });
    const written = (joins: boolean): unknown => JSON.parse(writeReply(reply, { joins }).toString());
    expect(written(true)).toMatchObject({
      beacons: { base: 'https://ads.example/b/token/', tails: { start: 'st?n=1' } },
      pod: { ads: [{ beacons: { at: '0', events: ['start'] }, trackers: [] }] },
    });
    expect(written(false)).toEqual(reply);
    expect(written(true)).toHaveProperty('beacons');
  });

  it('writes once what is shared, and what is a viewer’s own each time', () => {
    let written = 0;
    const ads = [{ ...anAd('one'), toJSON: () => ++written }];
    const reply = { ...shared, pod: { ...shared.pod, ads } };
    for (const session of ['a', 'b']) writeReply({ ...reply, ...ledgerOf(session) });
    expect(written).toBe(1);
    writeReply({ ...reply, rung: 'full' });
    expect(written).toBe(2);
  });
});
