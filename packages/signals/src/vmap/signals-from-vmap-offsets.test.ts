import { describe, expect, it } from 'vitest';
import { signalsFromVmapOffsets, type VmapOffset } from './signals-from-vmap-offsets.js';
import type { VmapContent } from './vmap-offset.js';

const content: VmapContent = { startsAt: 5000, durationMs: 600_000, positions: [65_000, 305_000] };
const place = (timeOffset: string, of = content) => {
  const { signals, causes } = signalsFromVmapOffsets([{ timeOffset, breakId: 'b' }], of);
  const [one] = signals;
  return one?.type === 'break-start' ? one.startsAt : causes.map(({ name, detail }) => `${name} ${detail}`)[0];
};

describe('signalsFromVmapOffsets (VMAP 1.0.1 §2.3.1.1, timeOffset)', () => {
  it('places start, end, times, shares and positions', () => {
    expect(place('start')).toBe(5000);
    expect(place('end')).toBe(605_000);
    expect(place('00:01:30')).toBe(95_000);
    expect(place('00:01:30.250')).toBe(95_250);
    for (const short of ['0:1:30', '00:1:30.0000', '0:01:30']) expect(place(short)).toBe(95_000);
    expect(place('25%')).toBe(155_000);
    expect(place('0%')).toBe(5000);
    expect(place('100%')).toBe(605_000);
    expect(place('#1')).toBe(65_000);
    expect(place('#2')).toBe(305_000);
  });
  it.each([
    ['00:20:00', 'it lies behind the end, expected at most 600000 ms'],
    ['101%', 'it lies behind the end, expected 0% to 100%'],
    ['#3', 'content marks 2 opportunities, expected the number of one, counted from #1'],
    ['#0', 'content marks 2 opportunities, expected the number of one, counted from #1'],
    ['noon', 'it is no offset, expected start, end, HH:MM:SS.mmm, n% or #n'],
    ['-00:00:10', 'it is no offset, expected start, end, HH:MM:SS.mmm, n% or #n'],
    ['', 'it is no offset, expected start, end, HH:MM:SS.mmm, n% or #n'],
  ])('says why %s is nowhere', (offset, why) => {
    expect(place(offset)).toBe(`SIGNAL_UNPLACED Cannot place break at "${offset}": ${why}`);
  });
  it('places times without a duration, but neither the end nor a share', () => {
    const endless = { ...content, durationMs: null };
    expect(place('05:00:00', endless)).toBe(18_005_000);
    for (const offset of ['end', '50%']) expect(place(offset, endless)).toContain('the duration of content is unknown');
  });
});

describe('signalsFromVmapOffsets: breaks', () => {
  const hear = (...offsets: VmapOffset[]) => signalsFromVmapOffsets(offsets, content);

  it('marks pre-roll and post-roll, and has a key for each break that stays the same', () => {
    const offsets = [
      { timeOffset: 'start', breakId: 'ads' },
      { timeOffset: '50%', breakId: 'ads' },
      { timeOffset: '50%', breakId: 'ads' },
      { timeOffset: 'end' },
    ];
    const { signals } = hear(...offsets);
    expect(signals.map(({ key }) => key)).toEqual(['ads@start', 'ads@50%', 'ads@50%/2', 'vmap@end']);
    expect(signals.map((one) => ('position' in one ? one.position : null))).toEqual(['pre', null, null, 'post']);
    expect(hear(...offsets).signals).toEqual(signals);
  });
  it('tells linear breaks and overlays apart, and leaves display to the page', () => {
    const kinds = ['linear', 'nonlinear', 'linear,nonlinear', 'display', undefined].map((breakType) =>
      hear({ timeOffset: 'start', ...(breakType ? { breakType } : {}) }).signals.map(
        (one) => 'kind' in one && one.kind,
      ),
    );
    expect(kinds).toEqual([['linear'], ['overlay'], ['linear'], [], ['linear']]);
  });
  it('repeats a break up to the end (repeatAfter)', () => {
    const { signals } = hear({ timeOffset: '00:01:00', breakId: 'r', repeatAfter: '00:03:00' });
    expect(signals.map((one) => ('startsAt' in one ? one.startsAt : 0))).toEqual([65_000, 245_000, 425_000]);
    expect(new Set(signals.map(({ key }) => key)).size).toBe(3);
  });
  it('shows a break once where it cannot be repeated, and says why', () => {
    const { signals, causes } = hear({ timeOffset: '00:01:00', repeatAfter: '00:00:00' });
    expect(signals).toHaveLength(1);
    expect(causes[0]?.detail).toContain('repeatAfter is "00:00:00"');
  });
});
