import { describe, expect, it } from 'vitest';
import { chooseBreaks, type AskedBreak } from './choose-breaks.js';
import { parseVmap } from './parse-vmap.js';

/** `id@timeOffset`, and the breakType where it is not linear. */
function chosen(written: readonly string[], asked: Partial<AskedBreak>): string[] {
  const breaks = written.map((one) => {
    const [place = '', breakType = 'linear'] = one.split(' ');
    const [breakId = '', timeOffset = ''] = place.split('@');
    return `<AdBreak timeOffset="${timeOffset}" breakId="${breakId}" breakType="${breakType}"/>`;
  });
  const document = parseVmap(`<VMAP version="1.0">${breaks.join('')}</VMAP>`);
  if ('error' in document) throw new Error(document.detail);
  const found = chooseBreaks(document.breaks, { names: [], timeOffset: null, breakType: 'linear', ...asked });
  return found.map(({ breakId, timeOffset }) => `${breakId}@${timeOffset}`);
}

describe('chooseBreaks: which AdBreaks are those of the break that was asked for', () => {
  const SHOW = ['pre@start', 'pre@start', 'mid@00:05:00', 'mid@00:10:00', 'end@end'];
  it.each([
    ['those that have its name', { names: ['7b', 'end'] }, ['end@end']],
    ['all that share its name', { names: ['mid'] }, ['mid@00:05:00', 'mid@00:10:00']],
    ['of those the one at its place', { names: ['mid'], timeOffset: '00:10:00.000' }, ['mid@00:10:00']],
    ['those at its place where none has its name', { names: ['7b'], timeOffset: 'start' }, ['pre@start', 'pre@start']],
    ['none where there is none at its place', { timeOffset: '50%' }, []],
    ['the first place where its own is not known, as live', { names: ['7b'] }, ['pre@start', 'pre@start']],
  ])('are %s', (_, asked, expected) => {
    expect(chosen(SHOW, asked)).toEqual(expected);
  });

  it('are the first of its type in a live stream, whatever stands before them', () => {
    const mixed = ['a@start display', 'b@start nonlinear', 'c@#1 nonlinear,linear', 'd@#2'];
    expect(chosen(mixed, {})).toEqual(['c@#1']);
    expect(chosen(mixed, { breakType: 'nonlinear' })).toEqual(['b@start']);
    expect(chosen(['a@start display'], {})).toEqual([]);
  });

  it('are those of its type of what has its name or place, and all of it where none is', () => {
    const twins = ['a@50% nonlinear', 'a@50%'];
    expect(chosen(twins, { timeOffset: '50%' })).toEqual(['a@50%']);
    expect(chosen(twins.slice(0, 1), { timeOffset: '50%' })).toEqual(['a@50%']);
    expect(chosen(['a@start display'], { names: ['a'] })).toEqual(['a@start']);
  });
});
