import { describe, expect, it } from 'vitest';
import { sitDown, type CouchOptions } from './couch.builder.js';

const BREAK = { id: 'ad', startsAt: 10_000, endsAt: 20_000 };

/** A break after which content is so far behind where it was; ten seconds later. */
function behind(lagMs: number, options: CouchOptions = {}) {
  const couch = sitDown([BREAK], options);
  couch.play(21_000);
  couch.say({ type: 'latency', latencyMs: 10_000 + lagMs });
  couch.play(9000);
  return couch;
}

describe('after a break of a live stream', () => {
  it('content plays a little faster until it is where it was', () => {
    const couch = behind(5000);
    expect(couch.commands).toEqual([{ type: 'rate', rate: 1.03 }]);
    couch.say({ type: 'latency', latencyMs: 10_150 });
    couch.play(1000);
    expect(couch.commands).toEqual([
      { type: 'rate', rate: 1.03 },
      { type: 'rate', rate: 1 },
    ]);
  });
  it('less than a segment is left as it is', () => {
    expect(behind(3900).commands).toEqual([]);
    expect(behind(3900, { state: { viewer: { segmentMs: 2000 } } }).commands).toHaveLength(1);
  });
  it('more than ten seconds are jumped over, or whatever it is', () => {
    const ordered = (lagMs: number, options: CouchOptions = {}) =>
      behind(lagMs, options).commands.map(({ type }) => type);
    expect(ordered(11_000)).toEqual(['seek-program']);
    expect(ordered(5000, { policies: { catchUp: 'jump' } })).toEqual(['seek-program']);
  });
  it('a rate that others change is left to them', () => {
    const couch = sitDown([BREAK]);
    couch.play(21_000);
    couch.setRate(1.1);
    couch.say({ type: 'latency', latencyMs: 15_000 });
    couch.play(5000);
    expect(couch.commands).toEqual([]);
  });
  it('who held the ad himself stays behind', () => {
    const couch = sitDown([BREAK]);
    couch.play(15_000);
    couch.say({ type: 'play-state', state: 'paused' });
    couch.wait(6000);
    couch.say({ type: 'play-state', state: 'playing' });
    couch.play(6000);
    couch.say({ type: 'latency', latencyMs: 16_000 });
    couch.play(9000);
    expect(couch.commands).toEqual([]);
  });
  it('a rate is at most what nobody notices', () => {
    expect(behind(5000, { policies: { catchUpRate: 1.5 } }).commands).toEqual([{ type: 'rate', rate: 1.05 }]);
  });
  it('a device of one decoder, VOD and who does not want it are left alone', () => {
    const { player } = sitDown([]).state();
    const oneDecoder = { ...player, secondElement: false };
    expect(behind(5000, { state: { player: oneDecoder } }).commands).toEqual([]);
    expect(behind(5000, { state: { live: false } }).commands).toEqual([]);
    expect(behind(5000, { policies: { catchUp: 'off' } }).commands).toEqual([]);
  });
  it('the next break ends it', () => {
    const couch = sitDown([BREAK, { id: 'next', startsAt: 30_000, endsAt: 40_000 }]);
    couch.play(21_000);
    couch.say({ type: 'latency', latencyMs: 15_000 });
    couch.play(12_000);
    expect(couch.commands).toEqual([
      { type: 'rate', rate: 1.03 },
      { type: 'rate', rate: 1 },
    ]);
    expect(couch.seen).toEqual(['ad', 'next']);
  });
});
