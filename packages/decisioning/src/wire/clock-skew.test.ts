import { describe, expect, it } from 'vitest';
import { watchSkew } from './clock-skew.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function set(answers: readonly (number | null)[]) {
  let nowMs = 1000;
  const later: (() => void)[] = [];
  const skews: number[] = [];
  let asked = 0;
  const readMs = async (): Promise<number> => {
    nowMs += 20;
    const answer = answers[asked++] ?? null;
    if (answer === null) throw new Error('Cannot read the clock: nobody answers');
    return answer;
  };
  const stop = watchSkew(
    { store: 'redis', readMs },
    {
      nowMs: () => nowMs,
      after: (_, run) => {
        later.push(run);
        return () => void later.splice(0);
      },
      set: (seconds) => skews.push(seconds),
    },
  );
  const again = async () => {
    for (const run of later.splice(0)) run();
    await settle();
  };
  return { skews, again, stop, later };
}

describe('watchSkew', () => {
  it('says by how much we are ahead, as if the answer was given half-way', async () => {
    const { skews } = set([510]);
    await settle();
    expect(skews).toEqual([0.5]);
  });

  it('leaves what was known while the store does not answer, and asks on', async () => {
    const { skews, again } = set([510, null, 1050]);
    await settle();
    await again();
    await again();
    expect(skews).toEqual([0.5, 0]);
  });

  it('asks nobody any more when it is stopped', async () => {
    const { later, stop } = set([510]);
    await settle();
    stop();
    expect(later).toEqual([]);
  });
});
