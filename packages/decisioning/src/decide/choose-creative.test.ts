import { describe, expect, it } from 'vitest';
import type { Creative } from '../catalogue/catalogue.js';
import { chooseCreative, shareOf } from './choose-creative.js';

const film = (id: string, change: Partial<Creative> = {}): Creative => ({
  ...{ id, title: id, kind: 'linear', durationMs: 15_000, skipAfterMs: null, universalAdId: null, mediaHash: null },
  ...{ clickThrough: null, mediaFiles: [], nonLinear: null, categories: [], readiness: 'ready' },
  ...change,
});
const RULES = { roomMs: 60_000, minAdMs: 0, maxAdMs: 60_000, requiredAdMs: null };
const choose = (
  films: readonly (Creative & { weight?: number })[],
  change: Partial<typeof RULES> | object = {},
  seed = 1,
) =>
  chooseCreative(
    'li',
    films.map(({ weight = 1, ...creative }) => ({ creative, weight })),
    { ...RULES, ...change },
    seed,
  );

describe('chooseCreative', () => {
  it('takes the same film for the same question, and others by weight', () => {
    const films = [
      { ...film('a'), weight: 3 },
      { ...film('b'), weight: 1 },
    ];
    expect(choose(films, {}, 7)).toEqual(choose(films, {}, 7));
    const taken = Array.from({ length: 2000 }, (_, seed) => choose(films, {}, seed));
    const ofA = taken.filter((one) => 'creative' in one && one.creative.id === 'a').length;
    expect(ofA / 2000).toBeGreaterThan(0.72);
    expect(ofA / 2000).toBeLessThan(0.78);
  });

  it.each([
    ['none is there', [], {}, 'no-creative'],
    ['none has any weight', [{ ...film('a'), weight: 0 }], {}, 'no-creative'],
    ['none has a length that is wanted', [film('a')], { requiredAdMs: [30_000] }, 'length-not-wanted'],
    ['each is longer than the break', [film('a')], { roomMs: 10_000 }, 'length-not-wanted'],
    ['each is longer than an ad may be', [film('a')], { maxAdMs: 10_000 }, 'length-not-wanted'],
    ['each is shorter than an ad must be', [film('a')], { minAdMs: 20_000 }, 'length-not-wanted'],
  ] as const)('says why there is none: %s', (_what, films, rules, reason) => {
    expect(choose(films, rules)).toEqual({ reason });
  });

  it('takes a film of about a length that is wanted: a film of 30 s is 29.97 or 30.03', () => {
    for (const durationMs of [29_970, 30_030])
      expect(choose([film('a', { durationMs })], { requiredAdMs: [30_000] })).toMatchObject({ creative: { id: 'a' } });
  });

  it('never takes one that does not fit while another does', () => {
    const films = [film('long', { durationMs: 90_000 }), film('good')];
    for (let seed = 0; seed < 50; seed += 1)
      expect(choose(films, {}, seed)).toMatchObject({ creative: { id: 'good' } });
  });
});

describe('shareOf', () => {
  it('spreads names that differ in their last letter', () => {
    const shares = Array.from({ length: 1000 }, (_, n) => shareOf(`session-${n}`));
    const tenths = Array.from({ length: 10 }, (_, n) => shares.filter((one) => Math.floor(one * 10) === n).length);
    expect(Math.min(...tenths)).toBeGreaterThan(70);
    expect(Math.max(...tenths)).toBeLessThan(130);
  });
});
