import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS, RULES } from './a-plan.builder.js';
import type { BreakPlan } from './break-plan.js';
import { stepPlan, type PlanFact } from './step-plan.js';

const after = (plan: BreakPlan, ...facts: readonly PlanFact[]): BreakPlan =>
  facts.reduce((now, fact) => stepPlan(now, fact, RULES), plan);
const clock = (seconds: number): PlanFact => ({ type: 'clock', nowMs: NOON_MS + seconds * 1000 });
const aired = (seconds: number, durationMs: number | null = null): PlanFact => ({
  type: 'aired',
  atMs: NOON_MS + seconds * 1000,
  durationMs,
});
const START_MS = NOON_MS + 10 * aMinute;

describe('stepPlan', () => {
  it('goes planned → fetching → armed → on-air → over', () => {
    const phases = [0, 539, 540, 589, 590, 601].map((s) => after(aPlan(), clock(s)).state.phase);
    expect(phases).toEqual(['planned', 'planned', 'fetching', 'fetching', 'armed', 'armed']);
    const onAir = after(aPlan(), clock(590), aired(603));
    expect(onAir.state).toEqual({ phase: 'on-air', startedMs: NOON_MS + 603_000 });
    expect(after(onAir, clock(722)).state.phase).toBe('on-air');
    expect(after(onAir, clock(723)).state).toEqual({
      phase: 'over',
      startedMs: NOON_MS + 603_000,
      endedMs: NOON_MS + 723_000,
    });
  });

  it('begins early, before its window is over, where the signal says so', () => {
    expect(after(aPlan(), clock(545), aired(546)).state.phase).toBe('on-air');
  });

  it('is on air by the clock where the stream itself said when', () => {
    const plan = aPlan({ source: 'scte35' });
    expect(after(plan, clock(601)).state).toEqual({ phase: 'on-air', startedMs: START_MS });
  });

  it('is over, never begun, when its pods expire', () => {
    expect(after(aPlan(), clock(1200)).state).toEqual({ phase: 'over', startedMs: null, endedMs: START_MS + 600_000 });
  });

  it('takes the length from the signal, and a longer one from a repeated signal, but no other start', () => {
    const plan = after(aPlan(), aired(600, 60_000), aired(605, 180_000));
    expect(plan).toMatchObject({ durationMs: 180_000, state: { phase: 'on-air', startedMs: START_MS } });
  });

  it('ends early where the return comes', () => {
    const plan = after(aPlan(), aired(600), { type: 'ended', atMs: START_MS + 50_000 });
    expect(plan.state).toEqual({ phase: 'over', startedMs: START_MS, endedMs: START_MS + 50_000 });
  });

  it('is cancelled before it begins; afterwards it ends', () => {
    const cancelled: PlanFact = { type: 'cancelled', atMs: START_MS };
    expect(after(aPlan(), cancelled).state).toEqual({ phase: 'cancelled', atMs: START_MS });
    expect(after(aPlan(), aired(600), cancelled).state.phase).toBe('over');
  });

  it('hears nothing more when it is closed', () => {
    const plan = after(aPlan(), { type: 'cancelled', atMs: START_MS });
    expect(after(plan, aired(600), clock(9000), { type: 'viewers', viewers: 5, nowMs: START_MS })).toBe(plan);
  });

  it('is the same object where a fact changes nothing, so that nothing is written', () => {
    const plan = aPlan();
    expect(after(plan, clock(1), { type: 'viewers', viewers: 4000, nowMs: NOON_MS })).toBe(plan);
  });

  it('moves its window with its start while nobody fetches', () => {
    const nowMs = NOON_MS + aMinute;
    const plan = after(aPlan(), { type: 'changed', change: { expectedStartMs: START_MS + aMinute }, nowMs });
    expect(plan.window).toMatchObject({ startMs: NOON_MS + 600_000, lengthMs: 50_000 });
    expect(plan.expiresAtMs).toBe(START_MS + aMinute + RULES.graceMs);
  });

  it('keeps an open window where it is, whatever becomes of start and viewers', () => {
    const fetching = after(aPlan(), clock(545));
    const nowMs = NOON_MS + 546_000;
    const later = after(fetching, { type: 'changed', change: { expectedStartMs: START_MS + aMinute }, nowMs });
    expect(later).toMatchObject({ window: fetching.window, state: { phase: 'fetching' } });
    expect(after(fetching, { type: 'viewers', viewers: 90_000, nowMs }).window).toBe(fetching.window);
  });

  it('cuts an open window where the break comes earlier', () => {
    const fetching = after(aPlan(), clock(545));
    const change = { expectedStartMs: START_MS - 20_000 };
    const plan = after(fetching, { type: 'changed', change, nowMs: NOON_MS + 546_000 });
    expect(plan.window).toMatchObject({ lengthMs: 30_000, fits: false });
  });

  it('changes only the length of a break on air: extended twice, then shortened', () => {
    const nowMs = START_MS + 1000;
    const extend = (durationMs: number): PlanFact => ({
      type: 'changed',
      change: { durationMs, expectedStartMs: NOON_MS },
      nowMs,
    });
    const plan = after(aPlan(), aired(600), extend(180_000), extend(240_000), extend(60_000));
    expect(plan).toMatchObject({ expectedStartMs: START_MS, durationMs: 60_000, state: { phase: 'on-air' } });
  });

  it('takes names on air too: a second signal of the break calls it by its own', () => {
    const changed: PlanFact = { type: 'changed', change: { names: ['7', '9'] }, nowMs: START_MS + 1000 };
    expect(after(aPlan(), aired(600), changed)).toMatchObject({ names: ['7', '9'], state: { phase: 'on-air' } });
  });

  it('makes its window longer when more come', () => {
    const plan = after(aPlan(), { type: 'viewers', viewers: 8000, nowMs: NOON_MS });
    expect(plan.window).toMatchObject({ startMs: NOON_MS + 490_000, lengthMs: 100_000, expectedTps: 80 });
  });
});
