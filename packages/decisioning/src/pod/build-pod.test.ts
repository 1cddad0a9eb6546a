import { describe, expect, it } from 'vitest';
import type { LineItem } from '../catalogue/line-item.js';
import { buildPod, OPEN_BREAK_MS } from './build-pod.js';

const anItem = (id: string, durationMs: number, priceCpm: number, more: Partial<LineItem> = {}): LineItem => ({
  id,
  title: id,
  advertiser: id,
  adomain: `${id}.example`,
  kind: 'linear',
  priceCpm,
  durationMs,
  skipAfterMs: null,
  universalAdId: null,
  clickThrough: null,
  mediaFiles: [],
  nonLinear: null,
  ...more,
});
const idsOf = (items: readonly LineItem[]) => items.map(({ id }) => id);
const linear = (durationMs: number | null) => ({ kind: 'linear', durationMs }) as const;

describe('buildPod', () => {
  it('takes the dearest pod, not the dearest ad', () => {
    const items = [anItem('long', 30_000, 10), anItem('one', 15_000, 7), anItem('two', 15_000, 7)];
    expect(idsOf(buildPod(linear(30_000), { items }))).toEqual(['one', 'two']);
  });

  it('of two equally dear pods takes the longer', () => {
    const items = [anItem('short', 10_000, 5), anItem('long', 20_000, 5)];
    expect(idsOf(buildPod(linear(20_000), { items }))).toEqual(['long']);
  });

  it('never exceeds the break, and fills it to the millisecond where it can', () => {
    const items = [anItem('red', 5760, 24), anItem('green', 5760, 18), anItem('yellow', 3840, 9)];
    expect(idsOf(buildPod(linear(11_520), { items }))).toEqual(['red', 'green']);
    expect(idsOf(buildPod(linear(11_519), { items }))).toEqual(['red', 'yellow']);
    expect(idsOf(buildPod(linear(3839), { items }))).toEqual([]);
  });

  it('shows no creative twice, whoever sells it', () => {
    const sameFilm = { universalAdId: 'FILM-1' };
    const items = [anItem('a', 10_000, 5, sameFilm), anItem('b', 10_000, 4, sameFilm)];
    expect(idsOf(buildPod(linear(20_000), { items }))).toEqual(['a']);
  });

  it('shows an advertiser twice only in time that nobody else can fill', () => {
    const cola = { adomain: 'cola.example' };
    const items = [anItem('cola-1', 10_000, 9, cola), anItem('cola-2', 10_000, 8, cola), anItem('tea', 10_000, 1)];
    expect(idsOf(buildPod(linear(20_000), { items }))).toEqual(['cola-1', 'tea']);
    expect(idsOf(buildPod(linear(30_000), { items }))).toEqual(['cola-1', 'tea', 'cola-2']);
  });

  it('answers an overlay opportunity with one overlay, a linear one with none', () => {
    const overlay = { kind: 'overlay' } as const;
    const items = [anItem('film', 5000, 90), anItem('cheap', 8000, 1, overlay), anItem('dear', 8000, 2, overlay)];
    expect(idsOf(buildPod({ kind: 'overlay', durationMs: 30_000 }, { items }))).toEqual(['dear']);
    expect(idsOf(buildPod(linear(30_000), { items }))).toEqual(['film']);
  });

  it('fills an open-ended break up to its limit', () => {
    const items = Array.from({ length: 9 }, (_, i) => anItem(`spot-${i}`, 10_000, 1));
    const pod = buildPod(linear(null), { items });
    expect(pod.length * 10_000).toBe(OPEN_BREAK_MS);
  });
});
