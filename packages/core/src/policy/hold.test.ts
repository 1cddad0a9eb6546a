import { describe, expect, it } from 'vitest';
import { sitDown, type CouchOptions } from './couch.builder.js';

const BREAK = { id: 'ad', startsAt: 10_000, endsAt: 40_000 };

/** Five seconds into the ad the page is hidden for so long. */
function away(ms: number, options: CouchOptions = {}) {
  const couch = sitDown([BREAK], options);
  couch.play(15_000);
  couch.say({ type: 'page', hidden: true });
  couch.wait(ms);
  couch.say({ type: 'page', hidden: false });
  return couch;
}
const orders = ({ commands }: ReturnType<typeof away>): string[] =>
  commands.map((command) => (command.type === 'seek-program' ? `seek ${command.programMs}` : command.type));

describe('a page that is hidden in a break', () => {
  it('holds the ad, and lets it go on', () => {
    const couch = away(20_000);
    expect(orders(couch)).toEqual(['pause', 'play']);
    couch.play(2000);
    expect(couch.positionMs()).toBe(17_000);
    expect(couch.seen).toEqual(['ad']);
  });
  it('begins the ad anew, where the application says so', () => {
    const couch = away(20_000, { policies: { onHidden: 'restart' } });
    expect(orders(couch)).toEqual(['pause', 'seek 10000', 'play']);
    couch.play(1000);
    expect(couch.seen).toEqual(['ad']);
  });
  it('leaves VOD’s break after 30 s', () => {
    const couch = away(30_001, { state: { live: false } });
    expect(orders(couch)).toEqual(['pause', 'seek 40000', 'play']);
    expect(couch.state().runs).toEqual([]);
  });
  it('leaves VOD’s break for where its viewer wanted to be, where he was brought to it on his way', () => {
    const couch = sitDown([BREAK], { state: { live: false } });
    couch.seek(60_000);
    couch.play(5000);
    couch.say({ type: 'page', hidden: true });
    couch.wait(30_001);
    couch.say({ type: 'page', hidden: false });
    expect(orders(couch)).toEqual(['seek 10000', 'pause', 'seek 60000', 'play']);
    expect(couch.positionMs()).toBe(60_000);
  });
  it('leaves a live break for where live is by now', () => {
    const couch = away(60_000, { state: { publishedEdge: 85_000 } });
    expect(orders(couch)).toEqual(['pause', 'seek 75000', 'play']);
    expect(couch.state().runs).toEqual([]);
  });
  it('joins a live break that is still on', () => {
    const couch = away(10_000, { policies: { staleMs: 5000 }, state: { publishedEdge: 35_000 } });
    expect(orders(couch)).toEqual(['pause', 'seek 25000', 'play']);
    couch.play(1000);
    expect(couch.state().runs.map(({ phase }) => phase)).toEqual(['playing']);
  });
  it('is left alone, where the application says so', () => {
    expect(orders(away(60_000, { policies: { onHidden: 'ignore' } }))).toEqual([]);
  });
  it('outside of a break means nothing', () => {
    const couch = sitDown([BREAK]);
    couch.say({ type: 'page', hidden: true });
    couch.wait(60_000);
    couch.say({ type: 'page', hidden: false });
    expect(couch.commands).toEqual([]);
  });
  it('leaves the pause of the viewer to the viewer', () => {
    const couch = sitDown([BREAK]);
    couch.play(15_000);
    couch.say({ type: 'play-state', state: 'paused' });
    couch.wait(5000);
    couch.say({ type: 'page', hidden: true });
    couch.wait(5000);
    couch.say({ type: 'page', hidden: false });
    expect(couch.commands).toEqual([]);
  });
  it('goes on by itself where the system paused it', () => {
    const couch = sitDown([BREAK]);
    couch.play(15_000);
    couch.say({ type: 'play-state', state: 'paused' });
    couch.wait(100);
    couch.say({ type: 'page', hidden: true });
    couch.wait(5000);
    couch.say({ type: 'page', hidden: false });
    expect(orders(couch)).toEqual(['play']);
  });
});

describe('a page that is hidden before a break', () => {
  /** Hidden 5 s ahead of it; the ad's first frame comes, and then so much time. */
  const before = (waitMs: number, options: CouchOptions = {}) => {
    const couch = sitDown([BREAK], options);
    couch.play(5000);
    couch.say({ type: 'page', hidden: true });
    couch.play(6000);
    couch.wait(waitMs);
    return couch;
  };
  it('holds the ad at its first frame, of which nobody hears', () => {
    const couch = before(5000);
    expect(orders(couch)).toEqual(['pause']);
    expect(couch.positionMs()).toBe(10_000);
    expect(couch.seen).toEqual([]);
  });
  it('begins the ad when it is back', () => {
    const couch = before(5000);
    couch.say({ type: 'page', hidden: false });
    couch.play(1000);
    expect(orders(couch)).toEqual(['pause', 'play']);
    expect(couch.seen).toEqual(['ad']);
  });
  it('goes on with live content, hidden as it is, once the break is over there', () => {
    const couch = before(28_000, { state: { publishedEdge: 49_000 } });
    couch.say({ type: 'latency', latencyMs: 39_000 });
    couch.tick();
    expect(orders(couch)).toEqual(['pause']);
    couch.wait(2000);
    couch.tick();
    expect(orders(couch)).toEqual(['pause', 'seek 40000', 'play']);
    expect(couch.state().runs).toEqual([]);
  });
  it('goes on with VOD after the ads once 30 s are over', () => {
    const couch = before(28_000, { state: { live: false } });
    couch.tick();
    expect(orders(couch)).toEqual(['pause']);
    couch.wait(2000);
    couch.tick();
    expect(orders(couch)).toEqual(['pause', 'seek 40000', 'play']);
  });
  it('leaves the break where live is further by now', () => {
    const couch = before(29_000, { state: { publishedEdge: 60_000 }, policies: { staleMs: 5000 } });
    couch.say({ type: 'page', hidden: false });
    expect(orders(couch)).toEqual(['pause', 'seek 50000', 'play']);
    expect(couch.seen).toEqual([]);
  });
  it('lets who plays on regardless do so, and nobody hears of what was not seen', () => {
    const couch = before(1000);
    couch.say({ type: 'play-state', state: 'playing' });
    couch.play(10_000);
    expect(orders(couch)).toEqual(['pause']);
    expect(couch.seen).toEqual([]);
    couch.say({ type: 'page', hidden: false });
    couch.play(1000);
    expect(couch.seen).toEqual(['ad']);
  });
  it('brings nobody behind a break that he has left meanwhile, as by the keys of a remote control', () => {
    const policies = { onHidden: 'live' } as const;
    const away = before(1000, { policies, state: { live: false } });
    away.say({ type: 'seeking', mediaMs: 3000 });
    away.say({ type: 'page', hidden: false });
    expect(orders(away)).toEqual(['pause', 'play']);
    const elsewhere = before(1000, { policies, state: { live: false } });
    elsewhere.say({ type: 'play-state', state: 'playing' });
    elsewhere.seek(3000);
    elsewhere.play(1000);
    elsewhere.say({ type: 'page', hidden: false });
    expect(orders(elsewhere)).toEqual(['pause', 'play']);
    expect(elsewhere.positionMs()).toBe(4000);
  });
  it('brings nobody there either once it has waited for long', () => {
    const couch = before(1000, { state: { live: false } });
    couch.say({ type: 'play-state', state: 'playing' });
    couch.seek(3000);
    couch.play(1000);
    couch.wait(30_000);
    couch.tick();
    expect(orders(couch)).toEqual(['pause', 'play']);
  });
  it('means nothing, where the application says so', () => {
    const couch = before(0, { policies: { onHidden: 'ignore' } });
    expect(orders(couch)).toEqual([]);
    expect(couch.seen).toEqual(['ad']);
  });
});

describe('a pause in a break', () => {
  const pause = (ms: number, options: CouchOptions = {}) => {
    const couch = sitDown([BREAK], options);
    couch.play(15_000);
    couch.say({ type: 'play-state', state: 'paused' });
    couch.wait(ms);
    couch.say({ type: 'play-state', state: 'playing' });
    return couch;
  };
  it('goes on where it was', () => {
    expect(orders(pause(600_000))).toEqual([]);
  });
  it('leads to the live edge after ten minutes', () => {
    expect(orders(pause(600_001, { state: { publishedEdge: 700_000 } }))).toEqual(['seek 690000']);
  });
  it('never leads anywhere on VOD, nor where the application says so', () => {
    expect(orders(pause(7_200_000, { state: { live: false } }))).toEqual([]);
    expect(orders(pause(7_200_000, { policies: { longPauseMs: null } }))).toEqual([]);
  });
});
