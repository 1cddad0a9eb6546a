// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { behindAds } from './behind-ads.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frame = (mediaMs: number, gapMs?: number): PlayerFact => ({
  ...{ type: 'content-frame', mediaMs, programMs: mediaMs },
  ...(gapMs !== undefined && { gapMs }),
});
const LATENCY: PlayerFact = { type: 'latency', latencyMs: 5000 };

function openBench() {
  const told: PlayerFact[] = [];
  const tell = (fact: PlayerFact): void => void told.push(fact);
  const ofContent = { tell };
  return { told, tell, ofContent, stop: behindAds(ofContent) };
}

it('tells what is late of content after what the ad showed, in order', () => {
  const { told, ofContent } = openBench();
  for (const first of [frame(1), frame(1, 900)]) {
    const inOrder = [first, frame(2), LATENCY, frame(3, 40)];
    for (const fact of inOrder) ofContent.tell(fact);
    expect(told).toEqual([]);
    vi.runAllTimers();
    expect(told.splice(0)).toEqual(inOrder);
  }
});
it('does so each time', () => {
  const { told, ofContent } = openBench();
  for (const n of [1, 2]) {
    ofContent.tell(frame(n));
    expect(told).toHaveLength(n - 1);
    vi.runAllTimers();
  }
  expect(told).toEqual([frame(1), frame(2)]);
});
it('tells at once what is not late', () => {
  const { told, ofContent } = openBench();
  ofContent.tell(frame(1, 40));
  ofContent.tell(LATENCY);
  expect(told).toEqual([frame(1, 40), LATENCY]);
});
it('tells at once in a hidden page', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const { told, ofContent } = openBench();
  ofContent.tell(frame(1));
  expect(told).toEqual([frame(1)]);
  hidden.mockRestore();
});
it('leaves nothing behind when no ad is shown any more', () => {
  const { told, tell, ofContent, stop } = openBench();
  ofContent.tell(frame(1));
  stop();
  expect(told).toEqual([frame(1)]);
  expect(ofContent.tell).toBe(tell);
  expect(vi.getTimerCount()).toBe(0);
});
it('leaves the rest to whoever takes its place where the first is heard of', () => {
  const told: PlayerFact[] = [];
  const second = (fact: PlayerFact): void => void told.push({ ...fact, ...{ gapMs: 80 } });
  const ofContent = {
    tell(fact: PlayerFact): void {
      told.push(fact);
      stop();
      ofContent.tell = second;
    },
  };
  const stop = behindAds(ofContent);
  for (const fact of [frame(1), frame(2), frame(3)]) ofContent.tell(fact);
  vi.runAllTimers();
  expect(told).toEqual([frame(1), frame(2, 80), frame(3, 80)]);
  expect(ofContent.tell).toBe(second);
});
