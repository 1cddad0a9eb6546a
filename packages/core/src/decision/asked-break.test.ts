import type { Break } from '@cutaway/model';
import { initialBreaks, stepBreaks } from '@cutaway/signals';
import { signalsFromVmapOffsets, type VmapOffset } from '@cutaway/signals/vmap';
import { describe, expect, it } from 'vitest';
import { BREAK } from '../turn.builder.js';
import { askedBreak, breakNames } from './asked-break.js';

/** The breaks that a VMAP's AdBreaks become on the timeline of on-demand content. */
function placed(...offsets: VmapOffset[]): Break[] {
  const { signals } = signalsFromVmapOffsets(offsets, {
    startsAt: 0,
    durationMs: 600_000,
    positions: [60_000, 120_000],
  });
  const { state } = stepBreaks(initialBreaks(), { type: 'signals', signals, edge: null });
  return state.records.map(({ brk }) => brk);
}
const asked = (...offsets: VmapOffset[]) =>
  placed(...offsets).map((brk) => {
    const { names, timeOffset } = askedBreak(brk);
    expect(names).toEqual([]);
    return timeOffset;
  });

describe('askedBreak: what a VMAP is asked about a break', () => {
  it('that it placed itself is its timeOffset, repeated or one of several there', () => {
    expect(asked({ timeOffset: '00:01:00', breakId: 'ads@home' })).toEqual(['00:01:00']);
    expect(asked({ timeOffset: '#2', breakId: 'b' })).toEqual(['#2']);
    expect(asked({ timeOffset: '50%' }, { timeOffset: '50%' })).toEqual(['50%']);
    expect(asked({ timeOffset: '00:01:00', breakId: 'r', repeatAfter: '00:05:00' })).toEqual(['00:01:00', '00:01:00']);
  });

  it('before or after the content is start or end', () => {
    expect(askedBreak({ ...BREAK, position: 'pre' })).toMatchObject({ timeOffset: 'start', breakType: 'linear' });
    expect(askedBreak({ ...BREAK, position: 'post', kind: 'overlay' })).toMatchObject({
      timeOffset: 'end',
      breakType: 'nonlinear',
    });
  });

  it('of a live stream is its names alone: the key of its signal, and the texts of its UPIDs', () => {
    const brk = { ...BREAK, id: 'splice-7b#2', upids: [{ type: 9, hex: '6d6964' }] };
    expect(askedBreak(brk)).toMatchObject({ names: ['splice-7b#2', 'splice-7b', 'mid'], timeOffset: null });
    expect(breakNames(BREAK)).toEqual(['break-0', 'break-0']);
  });
});
