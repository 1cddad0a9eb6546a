import { describe, expect, it } from 'vitest';
import { aPlan, NOON_MS } from './a-plan.builder.js';
import { hintOf, signHint, verifyHint } from './sign-hint.js';

const hint = signHint(
  {
    ...{ planId: 'p1', expectedStartMs: 5, durationMs: 4, windowStartMs: 1, windowMs: 2 },
    ...{ expiresAtMs: 9, names: ['7', 'a'] },
  },
  'secret',
);

describe('verifyHint', () => {
  it('believes what the service signed, after a way through JSON too', () => {
    expect(verifyHint(JSON.parse(JSON.stringify(hint)) as typeof hint, 'secret')).toBe(true);
  });

  it.each([
    { planId: 'p2' },
    { expectedStartMs: 6 },
    { durationMs: 5 },
    { windowStartMs: 0 },
    { windowMs: 1 },
    { expiresAtMs: 10 },
    { names: ['7,a'] },
    { names: ['a', '7'] },
    { mac: '' },
    { mac: `${hint.mac}AA` },
  ])('refuses another %o', (change) => {
    expect(verifyHint({ ...hint, ...change }, 'secret')).toBe(false);
  });

  it('refuses what was signed with another secret', () => {
    expect(verifyHint(hint, 'other')).toBe(false);
  });
});

describe('hintOf', () => {
  it('tells window, start, length, names and expiry of a plan', () => {
    const { window, ...plan } = aPlan();
    expect(hintOf({ ...plan, window }, 'secret')).toMatchObject({
      ...{ planId: 'p1', expectedStartMs: NOON_MS + 600_000, durationMs: 120_000, names: ['7'] },
      ...{ windowStartMs: NOON_MS + 540_000, windowMs: 50_000, expiresAtMs: plan.expiresAtMs },
    });
  });

  it('is none without a window, of a break on air, or of one that is closed', () => {
    expect(hintOf(aPlan({ window: null }), 's')).toBeNull();
    expect(hintOf(aPlan({ state: { phase: 'on-air', startedMs: 0 } }), 's')).toBeNull();
    expect(hintOf(aPlan({ state: { phase: 'cancelled', atMs: 0 } }), 's')).toBeNull();
  });
});
