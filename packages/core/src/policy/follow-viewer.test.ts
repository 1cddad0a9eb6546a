import { describe, expect, it } from 'vitest';
import { sitDown } from './couch.builder.js';

const BREAKS = [30_000, 60_000, 90_000].map((startsAt) => ({
  id: `at-${startsAt / 1000}`,
  startsAt,
  endsAt: startsAt + 10_000,
}));

describe('who moves ahead over breaks', () => {
  it('sees the last of them, and comes to where he wanted to be', () => {
    const couch = sitDown(BREAKS);
    couch.play(5000);
    couch.seek(110_000);
    expect(couch.positionMs()).toBe(90_000);
    couch.play(12_000);
    expect(couch.seen).toEqual(['at-90']);
    expect(couch.positionMs()).toBe(112_000);
  });
  it('sees what he wants now, where he changes his mind on the way', () => {
    const couch = sitDown(BREAKS, { policies: { seekOver: 'all' } });
    couch.seek(80_000);
    couch.play(3000);
    couch.seek(105_000);
    couch.play(40_000);
    expect(couch.seen).toEqual(['at-30', 'at-60', 'at-90']);
    expect(couch.positionMs()).toBeGreaterThan(105_000);
  });
  it('goes back to where he was in the ad that he wants to leave', () => {
    const couch = sitDown(BREAKS);
    couch.play(34_000);
    couch.seek(55_000);
    expect(couch.positionMs()).toBeCloseTo(34_000, -3);
    couch.play(7000);
    expect(couch.seen).toEqual(['at-30']);
    expect(couch.positionMs()).toBeGreaterThan(55_000);
  });
  it('is where he went back to, and owes nothing for it', () => {
    const couch = sitDown(BREAKS);
    couch.seek(110_000);
    couch.play(2000);
    couch.seek(10_000);
    couch.play(3000);
    expect(couch.positionMs()).toBe(13_000);
  });
  it('is not held in an ad that the player itself leaves again and again', () => {
    const couch = sitDown(BREAKS);
    couch.play(34_000);
    for (let n = 0; n < 7; n++) couch.seek(55_000);
    expect(couch.positionMs()).toBe(55_000);
    couch.play(2000);
    expect(couch.positionMs()).toBe(57_000);
  });
  it('stays where he is when the player does not seek', () => {
    const couch = sitDown(BREAKS, { refuses: ({ type }) => type === 'seek-program' });
    couch.seek(50_000);
    couch.play(8000);
    expect(couch.commands.filter(({ type }) => type === 'seek-program')).toHaveLength(1);
    expect(couch.positionMs()).toBe(58_000);
    expect(couch.state().runs.map(({ brk }) => brk.id)).toEqual(['at-60', 'at-90']);
  });
  it('is where he wanted to be though the player stopped beside the break that he is brought to', () => {
    let isFirst = true;
    const refuses = ({ type }: { type: string }): boolean => type === 'seek-program' && isFirst && !(isFirst = false);
    const couch = sitDown(BREAKS, { refuses });
    couch.seek(110_000);
    couch.seek(87_000); // the key frame ahead of it
    couch.play(13_000);
    expect(couch.seen).toEqual(['at-90']);
    expect(couch.positionMs()).toBe(110_000);
  });
  it('is where he goes meanwhile by a step of his own', () => {
    const couch = sitDown(BREAKS, { refuses: ({ type }) => type === 'seek-program' });
    couch.seek(110_000);
    couch.seek(85_000);
    expect(couch.state().viewer?.detour).toBeUndefined();
    expect(couch.positionMs()).toBe(85_000);
  });
  it('is brought there once more where he sought again on the way, be it by less than a step', () => {
    let isFirst = true;
    const refuses = ({ type }: { type: string }): boolean => type === 'seek-program' && isFirst && !(isFirst = false);
    const couch = sitDown(BREAKS, { refuses });
    couch.seek(110_000);
    couch.say({ type: 'seeking', mediaMs: 90_000 }); // what the session ordered
    couch.say({ type: 'seeking', mediaMs: 110_500 });
    couch.seek(110_500);
    expect(couch.positionMs()).toBe(90_000);
    couch.play(13_000);
    expect(couch.seen).toEqual(['at-90']);
    expect(couch.positionMs()).toBeGreaterThan(110_500);
  });
  it('is not taken to have come there where he sought elsewhere and held the picture for long', () => {
    const couch = sitDown(BREAKS, { refuses: ({ type }) => type === 'seek-program' });
    couch.seek(110_000);
    for (const mediaMs of [90_000, 97_000]) couch.say({ type: 'seeking', mediaMs });
    couch.wait(30_000);
    couch.seek(97_000);
    expect(couch.state().viewer?.detour).toBeUndefined();
    expect(couch.positionMs()).toBe(97_000);
  });
  it('is not taken to seek where the player goes to its place in steps', () => {
    const couch = sitDown(BREAKS, { refuses: ({ type }) => type === 'seek-program' });
    couch.seek(110_000);
    for (const mediaMs of [90_000, 90_400, 89_900]) couch.say({ type: 'seeking', mediaMs });
    couch.play(2000);
    expect(couch.commands).toHaveLength(1);
  });
  it('is brought to no break of which the window has lost the beginning', () => {
    const couch = sitDown(BREAKS, { state: { viewer: { windowStartsAt: 65_000 } } });
    couch.seek(75_000);
    expect(couch.positionMs()).toBe(75_000);
  });
  it('is at the live edge again after the break, wherever that is by then', () => {
    const couch = sitDown(BREAKS, { state: { publishedEdge: 56_000 } });
    couch.seek(50_000);
    couch.publish(66_000);
    couch.play(10_000);
    expect(couch.positionMs()).toBe(60_000);
  });
});

describe('a player that throws where it is told to seek', () => {
  /** It throws at the n-th seek of the session's own, counted from 1, and at those that follow, so many in all. */
  const throwing = (from: number, times: number, policies = {}) => {
    let n = 0;
    const throwsAt = ({ type }: { type: string }): boolean =>
      type === 'seek-program' && ++n >= from && n < from + times;
    return sitDown(BREAKS, { throwsAt, policies, state: { live: false } });
  };
  it('is told again, and the viewer comes to where he wanted to be', () => {
    const couch = throwing(2, 3);
    couch.seek(110_000);
    couch.play(10_000);
    expect(couch.seen).toEqual(['at-90']);
    couch.play(2000);
    expect(couch.positionMs()).toBeGreaterThan(110_000);
  });
  it('is told again on the way to a break, too', () => {
    const couch = throwing(1, 2);
    couch.seek(110_000);
    couch.play(1000);
    expect(couch.positionMs()).toBeLessThan(92_000);
    expect(couch.seen).toEqual(['at-90']);
  });
  it('leaves a viewer where he wanted to be once he has watched there for a second', () => {
    const couch = throwing(1, 15);
    couch.seek(110_000);
    couch.play(20_000);
    expect(couch.commands).toEqual([]);
    expect(couch.positionMs()).toBe(130_000);
  });
  it('is told no more after some seconds, and never while the viewer is elsewhere by a step of his own', () => {
    const couch = throwing(2, 1000);
    couch.seek(110_000);
    couch.play(16_000);
    const thrown = couch.thrown();
    expect(thrown).toBeGreaterThan(10);
    couch.play(20_000);
    expect(couch.thrown()).toBe(thrown);
    const other = throwing(2, 2);
    other.seek(110_000);
    other.play(10_100);
    other.seek(20_000);
    other.play(5000);
    expect(other.positionMs()).toBe(25_000);
  });
});

describe('who runs through content', () => {
  it('sees no ad, and nobody is told of one', () => {
    const couch = sitDown(BREAKS, { policies: { seekOver: 'none' } });
    couch.setRate(8);
    couch.play(10_000);
    expect(couch.positionMs()).toBe(80_000);
    expect(couch.seen).toEqual([]);
  });
  it('sees the last break that he ran over once he watches again', () => {
    const couch = sitDown(BREAKS);
    couch.setRate(8);
    couch.play(10_000);
    couch.setRate(1);
    couch.play(1000);
    expect(couch.seen).toEqual(['at-60']);
    couch.play(10_000);
    expect(couch.positionMs()).toBeGreaterThan(80_000);
  });
  it('backwards owes nothing', () => {
    const couch = sitDown(BREAKS);
    couch.seek(25_000);
    couch.setRate(-4);
    couch.play(3000);
    couch.setRate(1);
    couch.play(1000);
    expect(couch.commands).toEqual([]);
    expect(couch.positionMs()).toBe(14_000);
  });
});

describe('an ad while content plays at another rate', () => {
  it('plays at its own, and content goes on at the rate that the viewer chose', () => {
    const couch = sitDown(BREAKS);
    couch.setRate(1.5);
    couch.play(35_000);
    expect(couch.commands).toEqual([
      { type: 'rate', rate: 1 },
      { type: 'rate', rate: 1.5 },
    ]);
  });
  it('plays at the viewer’s, where the application says so', () => {
    const couch = sitDown(BREAKS, { policies: { adRate: 'viewer' } });
    couch.setRate(1.5);
    couch.play(25_000);
    expect(couch.commands).toEqual([]);
    expect(couch.seen).toEqual(['at-30']);
  });
});

describe('who goes back into a break that he has seen', () => {
  const watched = (rewatch: 'replay' | 'skip') => {
    const couch = sitDown(BREAKS, { policies: { rewatch } });
    couch.play(45_000);
    couch.seek(33_000);
    return couch;
  };
  it('sees it again, and nobody is told', () => {
    const couch = watched('replay');
    couch.play(5000);
    expect(couch.seen).toEqual(['at-30']);
    expect(couch.positionMs()).toBe(38_000);
  });
  it('is brought to its end, where the application says so', () => {
    const couch = watched('skip');
    expect(couch.positionMs()).toBe(40_000);
    couch.seek(25_000);
    couch.play(8000);
    expect(couch.positionMs()).toBeGreaterThan(40_000);
    expect(couch.seen).toEqual(['at-30']);
  });
});
