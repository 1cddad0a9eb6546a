import { RecentMap } from '../beacons/recent-map.js';
import type { ExposureState } from './step-record.js';

/** What became of exposures, for as long as it may be asked. */
export interface ExposureMemory {
  get(key: string, id: string, nowMs: number): ExposureState | null;
  set(key: string, id: string, state: ExposureState, untilMs: number): void;
}

/** Holds so many at most, and the last half of them for sure: those that were set longest ago are forgotten. */
export function createExposureMemory(most: number): ExposureMemory {
  const known = new RecentMap<{ readonly state: ExposureState; readonly untilMs: number }>(most);
  return {
    get: (key, id, nowMs) => {
      const found = known.get(`${key}\n${id}`);
      return found !== undefined && found.untilMs > nowMs ? found.state : null;
    },
    set: (key, id, state, untilMs) => known.set(`${key}\n${id}`, { state, untilMs }),
  };
}
