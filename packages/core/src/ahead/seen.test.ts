import { describe, expect, it } from 'vitest';
import { aState, aTurn } from '../turn.builder.js';
import { NO_AHEAD, type Seen, SEEN_KEY } from './ahead-state.js';
import { noteShown, readSeen, seenText, timesSeen } from './seen.js';

const rule = { key: 'campaign:spring', limit: 2, windowMs: 3_600_000 };
const counts = [
  {
    adInstanceId: 'one',
    groups: [],
    frequency: [rule, { ...rule, windowMs: 60_000 }, { key: 'advertiser:acme', limit: 1, windowMs: null }],
  },
];

function counting(lmt = false) {
  const state = aState({}, { ahead: { ...NO_AHEAD, counts } });
  const identity = { ifa: null, ifaType: null, lmt };
  const keep = { ...state.keep, owner: 's' };
  return aTurn({ ...state, keep, privacy: { ...state.privacy, identity } });
}

describe('what was shown', () => {
  it('counts a key once for an ad, however often it is shown again, and is written down', () => {
    const turn = counting();
    noteShown(turn, 'one');
    noteShown(turn, 'one');
    expect(turn.state.ahead?.seen).toEqual([['campaign:spring', 1_000_000]]);
    expect(turn.effects).toEqual([{ type: 'storage', order: { do: 'save', key: SEEN_KEY } }]);
    expect(seenText(turn.state)).toBe('[["campaign:spring",1000000]]');
  });

  it('stays in memory where the viewer is not to be known again', () => {
    const turn = counting(true);
    noteShown(turn, 'one');
    expect(turn.state.ahead?.seen).toHaveLength(1);
    expect(turn.effects).toEqual([]);
  });

  it('counts within the window of a rule; what counts for one break alone was in none before', () => {
    const seen: Seen[] = [
      ['campaign:spring', 0],
      ['campaign:spring', 2_000_000],
      ['other', 2_000_000],
    ];
    expect(timesSeen(seen, rule, 3_000_000)).toBe(2);
    expect(timesSeen(seen, rule, 3_700_000)).toBe(1);
    expect(timesSeen(seen, { ...rule, windowMs: null }, 2_000_001)).toBe(0);
  });

  it('caps nobody for years who saw it when the device took it for another year', () => {
    const seen: Seen[] = [['campaign:spring', 3_000_000 + 10 * 365 * 86_400_000]];
    expect(timesSeen(seen, rule, 3_000_000)).toBe(0);
    expect(timesSeen([['campaign:spring', 3_001_000]], rule, 3_000_000)).toBe(1); // set back a little: it was just now
  });

  it('is read without what any other page wrote wrongly, and never grows beyond its bound', () => {
    const own: Seen[] = [['k', 5]];
    expect(readSeen('[["a",1],["b"],7,null,[1,2]]', own)).toEqual([['a', 1], ...own]);
    expect(readSeen('{', own)).toBe(own);
    const many = Array.from({ length: 5000 }, (_, n) => ['k', n]);
    expect(readSeen(JSON.stringify(many), own)).toHaveLength(600);
  });
});
