// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { contentHold } from './content-hold.js';

/** A content element whose playing a test steers. */
function openBench({ paused = true, autoplay = false, latency = null as number | null } = {}) {
  const facts: PlayerFact[] = [];
  const stillness = { isOurs: false };
  const content = document.createElement('video');
  let isPaused = paused;
  let latencySeconds = latency;
  let readyState = 4;
  const set = (name: string, get: () => unknown) => Object.defineProperty(content, name, { get, configurable: true });
  set('paused', () => isPaused);
  set('autoplay', () => autoplay);
  set('readyState', () => readyState);
  content.pause = () => void (isPaused = true);
  const play = (): void => {
    isPaused = false;
    content.dispatchEvent(new Event('play'));
  };
  const hold = contentHold({
    content,
    stillness,
    tell: (fact) => facts.push(fact),
    latencySeconds: () => latencySeconds,
    onContentLost: play,
  });
  const states = () => facts.map((fact) => (fact.type === 'play-state' ? fact.state : fact.type));
  /** What of it is loaded. */
  const load = (state: number): void => {
    readyState = state;
    if (state >= 3) content.dispatchEvent(new Event('canplay'));
  };
  return { content, stillness, hold, play, states, load, fall: (seconds: number) => (latencySeconds = seconds) };
}

describe('contentHold()', () => {
  it('pauses content that plays, and lets it go on', () => {
    const { content, stillness, hold, states } = openBench({ paused: false });
    hold.keepStill();
    expect([content.paused, stillness.isOurs, states()]).toEqual([true, true, ['waiting']]);
    hold.letGo();
    expect([content.paused, stillness.isOurs]).toEqual([false, false]);
  });
  it('pauses again whatever plays it meanwhile, and does then what was wanted', () => {
    const { content, hold, play, states } = openBench();
    hold.keepStill();
    play();
    expect([content.paused, states()]).toEqual([true, ['paused', 'waiting']]);
    hold.letGo();
    expect(content.paused).toBe(false);
  });
  it('leaves content paused that nobody played', () => {
    const { content, hold } = openBench();
    hold.keepStill();
    hold.letGo();
    expect(content.paused).toBe(true);
  });
  it('plays content that an ad was inserted into, even if it had paused by itself', () => {
    const { content, hold, states } = openBench();
    hold.keepStill(true);
    expect(states()).toEqual(['waiting']);
    hold.letGo();
    expect(content.paused).toBe(false);
  });
  it('tells of content that ended while it was kept still, and does not begin it anew', () => {
    const { content, hold, states } = openBench({ paused: false });
    hold.keepStill(true);
    Object.defineProperty(content, 'ended', { value: true });
    hold.letGo();
    expect([content.paused, states()]).toEqual([true, ['waiting', 'ended']]);
  });
  it('takes autoplay for a wish', () => {
    const { hold, states } = openBench({ autoplay: true });
    hold.keepStill();
    expect(states()).toEqual(['waiting']);
  });
  it('shows content that was hidden, held or not', () => {
    const { content, hold } = openBench();
    content.style.visibility = 'hidden';
    hold.letGo();
    expect(content.style.visibility).toBe('');
  });
  it('seeks a live stream to where its edge was from it, and another one nowhere', () => {
    const live = openBench({ latency: 6 });
    live.hold.keepStill();
    live.fall(21);
    live.hold.letGo();
    expect(live.content.currentTime).toBe(15);
    const film = openBench();
    film.hold.keepStill();
    film.hold.letGo();
    expect(film.content.currentTime).toBe(0);
  });
  it('takes a live stream to be where it can begin, not at the place that its element has before', () => {
    const { content, hold, load, fall } = openBench({ latency: 3600 }); // as from the start of its window
    load(1);
    hold.keepStill();
    fall(6);
    load(4);
    fall(21);
    hold.letGo();
    expect(content.currentTime).toBe(15);
  });
  it('seeks nowhere in a live stream that could not begin yet', () => {
    const { content, hold, load, fall } = openBench({ latency: 0 }); // as of a player that does not know it yet
    load(1);
    hold.keepStill();
    fall(21);
    hold.letGo();
    expect(content.currentTime).toBe(0);
  });
});
