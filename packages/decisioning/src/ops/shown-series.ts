import type { Meters } from './meters.js';

type Gauge = Parameters<Meters['set']>[0];
type Labels = Readonly<Record<string, string>>;

/** Gauges that are set all at once, again and again: a series that is not set any more goes. */
export interface ShownSeries {
  set(name: Gauge, value: number, labels: Labels): void;
  /** All are set: what was set the last time and is not now is taken away. */
  settle(): void;
}

export function createShownSeries(meters: Pick<Meters, 'set' | 'forget'>): ShownSeries {
  let before = new Map<string, readonly [Gauge, Labels]>();
  let now = new Map<string, readonly [Gauge, Labels]>();
  return {
    set(name, value, labels) {
      meters.set(name, value, labels);
      now.set(`${name} ${JSON.stringify(labels)}`, [name, labels]);
    },
    settle() {
      for (const [key, [name, labels]] of before) if (!now.has(key)) meters.forget(name, labels);
      before = now;
      now = new Map();
    },
  };
}
