import { describe, expect, it } from 'vitest';
import { createStreamMemory, neighboursOf, type StreamAd } from './stream-memory.js';

const ad = (domain: string, breakId: string, atMs = 0): StreamAd => ({
  ...{ keys: [`line-item:${domain}`], breakId, atMs, advertisers: [domain], categories: [`of ${domain}`] },
});

describe('the memory of a stream', () => {
  it('knows what its other breaks had, in order, and not what this one had', () => {
    const memory = createStreamMemory();
    memory.remember('s', 'b1', [ad('a', 'b1')]);
    memory.remember('s', 'b2', [ad('b', 'b2')]);
    expect(memory.before('s', 'b3').map(({ breakId }) => breakId)).toEqual(['b1', 'b2']);
    expect(memory.before('s', 'b2').map(({ breakId }) => breakId)).toEqual(['b1']);
    expect(memory.before('other', 'b3')).toEqual([]);
  });

  it('takes the last answer of a break for it', () => {
    const memory = createStreamMemory();
    memory.remember('s', 'b1', [ad('a', 'b1')]);
    memory.remember('s', 'b1', [ad('c', 'b1')]);
    expect(memory.before('s', 'b2').flatMap(({ advertisers }) => advertisers)).toEqual(['c']);
  });

  it('forgets the stream that was asked for longest ago', () => {
    const memory = createStreamMemory(2);
    for (const session of ['s1', 's2', 's3']) memory.remember(session, 'b', [ad('a', 'b')]);
    expect(['s1', 's2', 's3'].map((session) => memory.before(session, 'x').length)).toEqual([0, 1, 1]);
  });
});

describe('neighboursOf', () => {
  const ads = [ad('old', 'b1', 0), ad('new', 'b2', 500_000)];
  const at = 600_000;
  it.each([
    ['none', []],
    ['adjacent', []],
    ['pod', []],
    ['stream', ['old', 'new']],
    [{ minutes: 5 }, ['new']],
  ] as const)('with separation %j keeps apart from %j', (scope, domains) => {
    const { advertisers, categories } = neighboursOf(ads, { advertiser: scope, category: scope }, at);
    expect([...advertisers]).toEqual(domains);
    expect([...categories]).toEqual(domains.map((domain) => `of ${domain}`));
  });
});
