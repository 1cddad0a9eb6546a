import { describe, expect, it } from 'vitest';
import { LAMBDA, startPace, stepPace, targetAt, type Pace, type PaceFacts } from './pace.js';

const facts = (overrides: Partial<PaceFacts> = {}): PaceFacts => ({
  goal: 1_000,
  delivered: 0,
  done: 0,
  all: 10_000,
  theta: 0,
  ...overrides,
});

/** An event in which each viewer to whom it may be shown brings so much. */
function play(bringsOne: number, steps = 100, theta = 0): { paces: readonly Pace[]; delivered: number } {
  let pace = startPace(facts({ theta }), 1);
  let delivered = 0;
  const paces = [pace];
  for (let i = 1; i <= steps; i++) {
    delivered += (10_000 / steps) * pace.part * bringsOne;
    pace = stepPace(pace, facts({ theta, delivered, done: (10_000 * i) / steps }));
    paces.push(pace);
  }
  return { paces, delivered };
}

describe('targetAt (S*)', () => {
  it('begins steeper and ends flatter, and is all at the end', () => {
    expect([0, 0.5, 1].map((u) => targetAt(u, 0.2))).toEqual([0, 0.55, 1]);
  });
});

describe('stepPace', () => {
  it('begins with the part of viewers that the goal needs', () => {
    expect(startPace(facts(), 1)).toMatchObject({ lambda: 1, part: 0.1 });
    expect(startPace(facts(), null)).toMatchObject({ part: 0.1 });
  });

  it('stays where it is while all comes as planned', () => {
    const { paces, delivered } = play(1);
    expect(new Set(paces.slice(0, 90).map(({ lambda }) => lambda))).toEqual(new Set([1]));
    expect(delivered / 1_000).toBeCloseTo(1, 2);
  });

  it.each([0.6, 0.8, 1.5, 2.5])('finds out that a viewer brings %d of what was thought', (bringsOne) => {
    const { paces, delivered } = play(bringsOne);
    expect(Math.abs(delivered / 1_000 - 1)).toBeLessThan(0.02);
    expect((paces[80]?.lambda ?? 0) * bringsOne).toBeGreaterThan(0.85);
    expect((paces[80]?.lambda ?? 0) * bringsOne).toBeLessThan(1.15);
  });

  it('never leaves its limits, and shows to nobody more than once', () => {
    for (const { lambda, part } of [...play(0.01).paces, ...play(30).paces]) {
      expect(lambda).toBeGreaterThanOrEqual(LAMBDA.least);
      expect(lambda).toBeLessThanOrEqual(LAMBDA.most);
      expect(part).toBeLessThanOrEqual(1);
    }
  });

  it('stands still while nobody watches a break', () => {
    const { paces } = play(0.7, 50);
    const pace = paces[25] ?? startPace(facts(), 1);
    expect(stepPace(pace, facts({ ...pace.last, delivered: 999 }))).toBe(pace);
  });

  it('delivers more in the first half when front-loaded', () => {
    const half = play(1, 100, 0.3).paces[50]?.last.delivered ?? 0;
    expect(half).toBeGreaterThan(550);
    expect(half).toBeLessThan(600);
  });
});
