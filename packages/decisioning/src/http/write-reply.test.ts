import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { writeReply } from './write-reply.js';

describe('writeReply', () => {
  const shared = aReply([anAd('one')], { rung: 'cohort', alternates: [{ slot: 0, ad: anAd('two') }] });

  it('writes what JSON.stringify does, whoever has a part of it already', () => {
    const mine = { ...shared, reason: 'shed', ledger: { id: 'k', key: 'mine' } };
    const yours = { ...shared, reason: undefined, ledger: { id: 'k', key: 'yours' } };
    for (const reply of [mine, yours, mine]) expect(writeReply(reply as never)).toBe(JSON.stringify(reply));
  });

  it('writes once what is shared, and what is a viewer’s own each time', () => {
    let written = 0;
    const ads = [{ ...anAd('one'), toJSON: () => ++written }];
    const reply = { ...shared, pod: { ...shared.pod, ads } };
    for (const session of ['a', 'b']) writeReply({ ...reply, ledger: { session } } as never);
    expect(written).toBe(1);
    writeReply({ ...reply, rung: 'full' });
    expect(written).toBe(2);
  });
});
