import { describe, expect, it } from 'vitest';
import { createStreamMemory, neighboursOf, type StreamBreak } from './stream-memory.js';

const brk = (breakId: string, domains: readonly string[], atMs = 0): StreamBreak => ({
  ...{ breakId, atMs },
  ads: domains.map((domain) => ({
    ...{ keys: [`line-item:${domain}`], advertisers: [domain], categories: [`of ${domain}`] },
  })),
});

describe('the memory of a stream', () => {
  it('knows what its other breaks had, in order, and not what this one had', () => {
    const memory = createStreamMemory();
    memory.remember('s', brk('b1', ['a']));
    memory.remember('s', brk('b2', ['b']));
    expect(memory.before('s', 'b3').map(({ breakId }) => breakId)).toEqual(['b1', 'b2']);
    expect(memory.before('s', 'b2').map(({ breakId }) => breakId)).toEqual(['b1']);
    expect(memory.before('other', 'b3')).toEqual([]);
  });

  it('takes the last answer of a break for it', () => {
    const memory = createStreamMemory();
    memory.remember('s', brk('b1', ['a']));
    memory.remember('s', brk('b1', ['c']));
    expect(memory.before('s', 'b2').flatMap(({ ads }) => ads.flatMap((ad) => ad.advertisers))).toEqual(['c']);
  });

  it('remembers the last two hundred ads of a stream, by whole breaks, and one break however long', () => {
    const memory = createStreamMemory();
    const ids = Array.from({ length: 21 }, (_, n) => `b${n}`);
    for (const id of ids) memory.remember('s', brk(id, Array(10).fill('a')));
    expect(memory.before('s', 'x').map(({ breakId }) => breakId)).toEqual(ids.slice(1));
    memory.remember('s', brk('long', Array(300).fill('a')));
    expect(memory.before('s', 'x').map(({ breakId }) => breakId)).toEqual(['long']);
  });

  it('forgets the stream that was asked for longest ago', () => {
    const memory = createStreamMemory(2);
    for (const session of ['s1', 's2', 's3']) memory.remember(session, brk('b', ['a']));
    expect(['s1', 's2', 's3'].map((session) => memory.before(session, 'x').length)).toEqual([0, 1, 1]);
  });
});

describe('neighboursOf', () => {
  it('looks as far ahead as back: of what was fetched ahead the later break may be asked for first', () => {
    const separation = { advertiser: { minutes: 5 }, category: 'none' } as const;
    const ahead = [brk('soon', ['near'], 800_000), brk('later', ['far'], 900_001)];
    expect([...neighboursOf(ahead, separation, 600_000).advertisers]).toEqual(['near']);
  });

  const breaks = [brk('b1', ['old'], 0), brk('b2', ['new'], 500_000)];
  const at = 600_000;
  it.each([
    ['none', []],
    ['adjacent', []],
    ['pod', []],
    ['stream', ['old', 'new']],
    [{ minutes: 5 }, ['new']],
  ] as const)('with separation %j keeps apart from %j', (scope, domains) => {
    const { advertisers, categories } = neighboursOf(breaks, { advertiser: scope, category: scope }, at);
    expect([...advertisers]).toEqual(domains);
    expect([...categories]).toEqual(domains.map((domain) => `of ${domain}`));
  });
});
