import { describe, expect, it } from 'vitest';
import { aMinute, aNotice, aPlan, NOON_MS } from './a-plan.builder.js';
import { findPlan, mergeNotice } from './merge-plan.js';

describe('findPlan: the same break from two sources', () => {
  const plan = aPlan();

  it('is the one that shares a name, though its time moved', () => {
    const moved = aNotice({ names: ['x', '7'], expectedStartMs: NOON_MS + 17 * aMinute });
    expect(findPlan([plan], moved)).toBe(plan);
  });

  it('is another one where a name returns after a quarter of an hour', () => {
    expect(findPlan([plan], aNotice({ expectedStartMs: NOON_MS + 26 * aMinute }))).toBeNull();
  });

  it('is the one at the same time, whatever it is called', () => {
    expect(findPlan([plan], aNotice({ names: ['9'], expectedStartMs: NOON_MS + 11 * aMinute }))).toBe(plan);
    expect(findPlan([plan], aNotice({ names: ['9'], expectedStartMs: NOON_MS + 12 * aMinute }))).toBeNull();
  });

  it('is one without a name that a signal of the stream comes near to, of a rule in a quarter of an hour', () => {
    const signal = (minutes: number) => aNotice({ source: 'scte35', expectedStartMs: NOON_MS + minutes * aMinute });
    const unnamed = aPlan({ names: [] });
    expect(findPlan([unnamed], signal(15))).toBe(unnamed);
    expect(findPlan([unnamed], signal(16))).toBeNull();
    const guessed = aPlan({ names: [], source: 'recurring' });
    expect(findPlan([guessed], signal(25))).toBe(guessed);
    // Two planned near each other stay two.
    expect(findPlan([unnamed], aNotice({ names: [], expectedStartMs: NOON_MS + 13 * aMinute }))).toBeNull();
  });

  it('is the nearest of several with the name', () => {
    const next = aPlan({ id: 'p2', expectedStartMs: NOON_MS + 16 * aMinute });
    expect(findPlan([plan, next], aNotice({ expectedStartMs: NOON_MS + 15 * aMinute }))).toBe(next);
  });

  it('is never one that is closed', () => {
    const gone = aPlan({ state: { phase: 'cancelled', atMs: NOON_MS } });
    expect(findPlan([gone], aNotice())).toBeNull();
  });
});

describe('mergeNotice', () => {
  it('believes what the stream says of times, and keeps all names', () => {
    const notice = aNotice({ source: 'scte35', names: ['insert:7'], expectedStartMs: NOON_MS, durationMs: null });
    const merged = mergeNotice(aPlan(), notice);
    expect(merged).toEqual({ source: 'scte35', change: { names: ['7', 'insert:7'], expectedStartMs: NOON_MS } });
  });

  it('takes only the names of a source that is trusted less', () => {
    const notice = aNotice({ source: 'schedule', names: ['break-3'], expectedStartMs: NOON_MS });
    expect(mergeNotice(aPlan(), notice)).toEqual({
      source: 'early-notification',
      change: { names: ['7', 'break-3'] },
    });
  });
});
