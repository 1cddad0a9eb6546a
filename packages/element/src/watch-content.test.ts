// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchContent, type PlayedSpan } from './watch-content.js';

/** Two segments of the playlist as it is now: what was before them has left it. */
const SPANS: readonly PlayedSpan[] = [
  { start: 20, duration: 2, programDateTime: 20_000, url: 'https://origin.example/10.m4s' },
  { start: 22, duration: 2, programDateTime: 22_000, url: 'https://ads.example/0.m4s' },
];

/** The facts of one frame at a media time, in an engine without frame callbacks. */
function frameAt(mediaSeconds: number): PlayerFact | undefined {
  vi.useFakeTimers();
  const video = document.createElement('video');
  let at = mediaSeconds - 1;
  Object.defineProperties(video, {
    currentTime: { get: () => at },
    paused: { value: false },
    readyState: { value: 4 },
  });
  const facts: PlayerFact[] = [];
  const content = { spans: () => SPANS, latencySeconds: () => null };
  const stop = watchContent(content, video, { isOurs: false }, (fact) => void facts.push(fact));
  at = mediaSeconds;
  vi.advanceTimersByTime(100);
  stop();
  return facts.filter(({ type }) => type === 'content-frame').pop();
}
afterEach(() => vi.useRealTimers());

describe('the frames of content', () => {
  it.each([
    ['of a listed segment have its address', 23, 'https://ads.example/0.m4s'],
    ['stamped a hair before their segment have its address', 19.95, 'https://origin.example/10.m4s'],
    ['of a segment that left the list have none: nobody knows whether it is an ad', 17, undefined],
  ])('%s', (_, mediaSeconds, uri) => {
    const frame = frameAt(mediaSeconds);
    expect(frame).toMatchObject({ mediaMs: mediaSeconds * 1000, programMs: mediaSeconds * 1000 });
    expect(frame && 'uri' in frame ? frame.uri : undefined).toBe(uri);
  });
});

describe('the latency of live content', () => {
  const tellLatency = (readyState: number): PlayerFact[] => {
    vi.useFakeTimers();
    const video = document.createElement('video');
    Object.defineProperty(video, 'readyState', { value: readyState });
    const facts: PlayerFact[] = [];
    const content = { spans: () => SPANS, latencySeconds: () => 6 };
    const stop = watchContent(content, video, { isOurs: false }, (fact) => void facts.push(fact));
    vi.advanceTimersByTime(1000);
    stop();
    return facts;
  };
  it('is told once its element has a place in it: before that it would be that of the start of its window', () => {
    expect(tellLatency(2)).toEqual([{ type: 'latency', latencyMs: 6000 }]);
    expect(tellLatency(1)).toEqual([]);
  });
});

describe('a seek of content', () => {
  const tellSeek = (isSeeking: boolean): PlayerFact[] => {
    const video = document.createElement('video');
    Object.defineProperties(video, { currentTime: { value: 48 }, seeking: { value: isSeeking } });
    const facts: PlayerFact[] = [];
    const content = { spans: () => SPANS, latencySeconds: () => null };
    const stop = watchContent(content, video, { isOurs: false }, (fact) => void facts.push(fact));
    video.dispatchEvent(new Event('seeking'));
    stop();
    video.dispatchEvent(new Event('seeking'));
    return facts;
  };
  it('is told as it begins, with the place that it goes to', () => {
    expect(tellSeek(true)).toEqual([{ type: 'seeking', mediaMs: 48_000 }]);
  });
  it('is none where only the event of another element came here, as on some sets', () => {
    expect(tellSeek(false)).toEqual([]);
  });
});
