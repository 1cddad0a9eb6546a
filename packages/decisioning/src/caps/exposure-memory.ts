import type { ExposureState } from './step-record.js';

/** What became of exposures, for as long as it may be asked. */
export interface ExposureMemory {
  get(key: string, id: string, nowMs: number): ExposureState | null;
  set(key: string, id: string, state: ExposureState, untilMs: number): void;
}

/** Holds so many; beyond that, those that were set longest ago are forgotten. */
export function createExposureMemory(most: number): ExposureMemory {
  const known = new Map<string, { readonly state: ExposureState; readonly untilMs: number }>();
  return {
    get: (key, id, nowMs) => {
      const found = known.get(`${key}\n${id}`);
      return found !== undefined && found.untilMs > nowMs ? found.state : null;
    },
    set: (key, id, state, untilMs) => {
      const name = `${key}\n${id}`;
      known.delete(name);
      known.set(name, { state, untilMs });
      if (known.size > most) for (const oldest of known.keys()) return void known.delete(oldest);
    },
  };
}
