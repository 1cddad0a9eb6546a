import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { Asker } from '../decide/decider.js';
import { meterCpu } from './meter-cpu.js';

const request = {} as DecisionRequest;
const asker = {} as Asker;

function set(everyMs = 0) {
  const seen: number[] = [];
  const waiting: (() => void)[] = [];
  let cpuUs = 0;
  let nowMs = 0;
  const slow = {
    decide: () => new Promise<DecisionReply>((resolve) => waiting.push(() => resolve({} as DecisionReply))),
  };
  const metered = meterCpu(
    slow,
    { observe: (_, value) => seen.push(value) },
    { readCpu: () => cpuUs, nowMs: () => nowMs, everyMs },
  );
  const spend = (us: number) => (cpuUs += us);
  const answer = (place: number) => waiting.splice(place, 1)[0]?.();
  const pass = (ms: number) => (nowMs += ms);
  return { metered, seen, spend, answer, pass };
}

describe('meterCpu', () => {
  it('observes the processor time of a decision that is alone', async () => {
    const { metered, seen, spend, answer } = set();
    const asked = metered.decide(request, asker);
    spend(300);
    answer(0);
    await asked;
    expect(seen).toEqual([300]);
  });

  it('observes none of two that were under way together: nobody can say whose the time was', async () => {
    const { metered, seen, spend, answer } = set();
    const both = [metered.decide(request, asker), metered.decide(request, asker)];
    spend(300);
    answer(1);
    answer(0);
    await Promise.all(both);
    expect(seen).toEqual([]);
  });

  it('looks at the first and then at one in each so many milliseconds: each look costs', async () => {
    const { metered, seen, spend, answer, pass } = set(40);
    for (let n = 1; n <= 9; n++) {
      const asked = metered.decide(request, asker);
      spend(n);
      answer(0);
      await asked;
      pass(10);
    }
    expect(seen).toEqual([1, 5, 9]);
  });
});
