import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { measureOnDemand, type Measure } from './measure-on-demand.js';

/** Code that comes when the test says so; `running` counts what measures. */
function bench() {
  const facts: PlayerFact[] = [];
  const loads: { come(): void; fail(): void }[] = [];
  let running = 0;
  const measure: Measure = () => (running++, () => void running--);
  const eyes = measureOnDemand(
    () =>
      new Promise<Measure>((resolve, reject) =>
        loads.push({ come: () => resolve(measure), fail: () => reject(new Error()) }),
      ),
    {} as HTMLVideoElement,
    (fact) => facts.push(fact),
  );
  const settle = async (how: 'come' | 'fail') => {
    for (const load of loads.splice(0)) load[how]();
    await Promise.resolve().then(() => undefined);
  };
  return { facts, eyes, settle, loads: () => loads.length, running: () => running };
}

describe('measureOnDemand()', () => {
  it('loads nothing before it is wanted, and measures once', async () => {
    const { eyes, settle, loads, running } = bench();
    expect(loads()).toBe(0);
    eyes.set(true);
    eyes.set(true);
    expect(loads()).toBe(1);
    await settle('come');
    expect(running()).toBe(1);
    eyes.set(false);
    expect(running()).toBe(0);
  });
  it('measures nothing when it is not wanted any more by the time the code is there', async () => {
    const { eyes, settle, running } = bench();
    eyes.set(true);
    eyes.stop();
    await settle('come');
    expect(running()).toBe(0);
  });
  it('measures once where it was wanted again meanwhile', async () => {
    const { eyes, settle, running } = bench();
    eyes.set(true);
    eyes.set(false);
    eyes.set(true);
    await settle('come');
    expect(running()).toBe(1);
    eyes.stop();
    expect(running()).toBe(0);
  });
  it('says that nobody can know where the code does not come', async () => {
    const { eyes, settle, facts } = bench();
    eyes.set(true);
    await settle('fail');
    expect(facts).toEqual([{ type: 'visibility', share: null }]);
  });
});
