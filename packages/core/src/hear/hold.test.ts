import { describe, expect, it } from 'vitest';
import { anAd } from '@cutaway/testkit';
import type { BreakRun } from '../run/break-run.js';
import { aFilledRun, anAdRun, aState } from '../turn.builder.js';
import { isHeld } from './hold.js';

const ads = [anAdRun(anAd('one'))];
const { ads: _, pod: _pod, ...facts } = aFilledRun(ads, { insert: true, strategy: 'stitch' });
const deciding = { ...facts, phase: 'deciding', deadlineMs: 0, resolving: null } as unknown as BreakRun;
const signalled = (askAtMs: number) => ({ ...facts, phase: 'signalled', askAtMs }) as unknown as BreakRun;
const preparing: BreakRun = {
  ...aFilledRun(ads, { insert: true, strategy: 'stitch' }),
  phase: 'preparing',
  deadlineMs: 0,
};
const armed: BreakRun = { ...preparing, phase: 'armed', spans: [], showing: null };
const held = (run: BreakRun, state = {}, asked = 0, kind: 'video' | 'audio' = 'video') =>
  isHeld(aState({}, { runs: [run], ...state }), kind, asked);

describe('isHeld: a playlist of VOD', () => {
  it('waits for a break that is decided or prepared now, and no longer once it is ready', () => {
    expect([deciding, preparing, armed].map((run) => held(run))).toEqual([true, true, false]);
  });
  it('waits for one that is due and held up by consent, not for one that is to be asked for later', () => {
    expect([held(signalled(1_000_000)), held(signalled(1_000_001))]).toEqual([true, false]);
  });
  it('does not wait for ads beside content, or in its place', () => {
    expect(held({ ...preparing, strategy: 'secondElement' })).toBe(false);
    expect(held({ ...preparing, insert: false })).toBe(false);
  });
  it('waits no longer than it may, and not once another was handed out', () => {
    expect([held(preparing, {}, 79), held(preparing, {}, 80)]).toEqual([true, false]);
    expect(held(preparing, { publishedEdge: 0 })).toBe(false);
  });
  it('waits for the code that places breaks of the application, where it has any', () => {
    const { config } = aState();
    const placed = { runs: [], hasCode: false, config: { ...config, breaks: ['50%'] } };
    expect([held(armed, placed), held(armed, placed, 80)]).toEqual([true, false]);
    expect(held(armed, { ...placed, hasCode: true })).toBe(false);
    expect(held(armed, { ...placed, config })).toBe(false);
  });
  it('that is sound waits for the picture', () => {
    expect([held(armed, {}, 0, 'audio'), held(armed, { publishedEdge: 0 }, 0, 'audio')]).toEqual([true, false]);
  });
});
