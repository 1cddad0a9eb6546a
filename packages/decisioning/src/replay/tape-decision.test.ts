import { describe, expect, it } from 'vitest';
import type { FullRooms } from '../decide/decide-full.js';
import type { Offer } from '../decide/offer.js';
import type { PodQuestion } from '../decide/open-pod.js';
import type { PodCandidate } from '../pod/pod-candidate.js';
import { tapeFor } from './tape-decision.js';

const question = {
  request: { kind: 'linear', durationMs: 30_000 },
  ask: { atMs: 0, seed: 1, breakId: 'b', publisherId: 'default', facts: new Map() },
  asker: {},
} as unknown as PodQuestion;
const rules = { apartFrom: { advertisers: new Set<string>(), categories: new Set<string>() } } as never;

const seen: PodCandidate = {
  ...{ id: 'bid', durationMs: 14_970, soldMs: 15_000, value: 9, tier: 2, advertisers: ['o.example'], categories: [] },
  ...{ films: ['ad-id:X'], position: 'any', limits: [], fixed: { slot: 1 } },
};
/** As demand hands it over: with what is shown of it. */
const heard = { ...seen, adm: '<VAST>?ifa=ANN</VAST>', burl: 'https://b.example/w?ifa=ANN', ad: { trackers: ['ANN'] } };

describe('a tape', () => {
  it('keeps of a bid what the solver sees, and nothing in which its bidder may have written who watches', async () => {
    const tape = tapeFor({ takes: () => true }, question, { version: 'v' });
    const offer = { candidate: heard, of: { type: 'bid' } } as unknown as Offer;
    const rooms = tape?.record({ checks: () => null } as unknown as FullRooms);
    await rooms?.score?.(question.ask, [offer]);
    const line = tape?.lineOf({ rules, chosen: [] } as never);
    expect(line?.bids).toEqual([seen]);
    expect(JSON.stringify(line)).not.toContain('ANN');
  });
});
