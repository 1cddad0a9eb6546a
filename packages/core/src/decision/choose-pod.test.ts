import type { TrackedPod } from '@cutaway/tracking/payloads';
import { describe, expect, it } from 'vitest';
import { BREAK } from '../turn.builder.js';
import { choosePod } from './choose-pod.js';

const pod = (id: string, startsAt: number, change: Partial<TrackedPod> = {}): TrackedPod => ({
  ...{ id, ads: [], breakTrackers: [], clock: 'program-date', name: id },
  spans: [{ adInstanceId: id, startsAt, durationMs: 5000 }],
  ...change,
});
/** The break lies from 100 s to 110 s. */
const PLACE = { brk: BREAK, endsAt: 110_000, zeroAt: 90_000 };
const found = (pods: TrackedPod[], isWindow = true, place: Partial<typeof PLACE> | { endsAt: null } = {}) =>
  choosePod({ pods, isWindow, leftOut: [] }, { ...PLACE, ...place })?.spans.map(
    ({ adInstanceId, startsAt }) => `${adInstanceId} ${startsAt}`,
  );

describe('choosePod: the avail of a window that is this break', () => {
  it.each([
    ['the one that begins in it', [pod('a', 70_000), pod('b', 100_400), pod('c', 130_000)], ['b 100400']],
    ['the one with its name, wherever it lies', [pod('a', 100_000), pod('break-0', 130_000)], ['break-0 130000']],
    ['one that begins a segment too soon', [pod('a', 98_500)], ['a 98500']],
    ['none where none is near', [pod('a', 97_000), pod('b', 110_000)], undefined],
    ['none that has no ads yet', [pod('break-0', 0, { spans: [] })], undefined],
    ['one whose clock begins elsewhere', [pod('a', 11_000, { clock: 'payload' })], ['a 101000']],
  ])('is %s', (_, pods, expected) => {
    expect(found(pods)).toEqual(expected);
  });

  it('begins with the signal where nobody knows when the break ends', () => {
    expect(found([pod('a', 103_000)], true, { endsAt: null })).toBeUndefined();
    expect(found([pod('a', 101_900)], true, { endsAt: null })).toEqual(['a 101900']);
  });
});

describe('choosePod: a payload of one break', () => {
  it('is taken whole, but for what says the same time again', () => {
    const pods = [pod('a', 100_000), pod('again', 102_000), pod('b', 105_000)];
    expect(found(pods, false)).toEqual(['a 100000', 'b 105000']);
    expect(found([], false)).toBeUndefined();
  });
});
