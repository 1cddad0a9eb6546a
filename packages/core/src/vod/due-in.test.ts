import { describe, expect, it } from 'vitest';
import { aState, BREAK } from '../turn.builder.js';
import { distanceMs } from './distance.js';
import { dueInMs } from './due-in.js';

const START_MS = 40;
const pre = { ...BREAK, position: 'pre' as const };
const post = { ...BREAK, position: 'post' as const };
const at = (mediaMs: number, playState: 'playing' | 'waiting' | 'paused' | 'ended' | 'unknown' = 'playing') =>
  aState({ mediaMs, programMs: BREAK.startsAt - 30_000 + mediaMs, playState }, { live: false, durationMs: 60_000 });

describe('distanceMs(): how long content plays until a break', () => {
  it('counts programme time to a mid-roll, and media time to the end', () => {
    expect(distanceMs(at(10_000), BREAK)).toBe(20_000);
    expect(distanceMs(at(31_000), BREAK)).toBe(-1000);
    expect(distanceMs(at(10_000), post)).toBe(50_000);
    expect(distanceMs(at(10_000), pre)).toBe(0);
  });
  it('is nothing to the end of content that has ended, though no frame near it was told of', () => {
    expect(distanceMs(at(10_000, 'ended'), post)).toBe(0);
    expect(distanceMs(at(10_000, 'ended'), BREAK)).toBe(20_000);
  });
  it('is not known before the first frame, nor to the end of what has none', () => {
    expect(distanceMs(aState({ programMs: null }), BREAK)).toBeNull();
    expect(distanceMs({ ...at(10_000), durationMs: null }, post)).toBeNull();
  });
});

describe('dueInMs(): when the first ad of an inserted break is to start', () => {
  it('is as much ahead of a mid-roll as a start takes, and ahead of the end by some frames more', () => {
    expect(dueInMs(at(29_900), BREAK, START_MS)).toBe(60);
    expect(dueInMs(at(59_800), post, START_MS)).toBe(80);
  });
  it('is at once for a pre-roll where content is to play, and not before', () => {
    for (const state of ['playing', 'waiting'] as const) expect(dueInMs(at(0, state), pre, START_MS)).toBe(0);
    for (const state of ['paused', 'unknown'] as const) expect(dueInMs(at(0, state), pre, START_MS)).toBeNull();
  });
  it('is at once for a post-roll that is late', () => {
    expect(dueInMs(at(59_000, 'ended'), post, START_MS)).toBe(0);
  });
});
