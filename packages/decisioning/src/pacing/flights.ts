import type { LineItem } from '../catalogue/catalogue.js';
import type { FlightProgress, Forecast } from './forecast.js';
import { maySee } from './may-see.js';

/** How far the times of line items are, each worked out once for each word of the forecast. */
export interface Flights {
  /** null: no break is known that could show it in its time. */
  of(item: LineItem): FlightProgress | null;
}

export function createFlights(forecast: Forecast): Flights {
  let version = -1;
  /** By time and channels: most line items of an event share both. */
  let shared = new Map<string, FlightProgress | null>();
  let known = new WeakMap<LineItem, FlightProgress | null>();

  function workOut({ kind, startsAt, endsAt, targeting }: LineItem): FlightProgress | null {
    if (kind !== 'linear') return null; // what lies over the programme waits for no break
    const channels = forecast.channels().filter((channel) => maySee(targeting, channel));
    const key = JSON.stringify([startsAt, endsAt, channels]);
    const before = shared.get(key);
    if (before !== undefined) return before;
    const sees = (channel: string): boolean => channels.includes(channel);
    const progress = forecast.progress({ fromMs: startsAt ?? -Infinity, toMs: endsAt ?? Infinity, sees });
    shared.set(key, progress);
    return progress;
  }

  return {
    of(item) {
      if (forecast.version() !== version) {
        version = forecast.version();
        shared = new Map();
        known = new WeakMap();
      }
      const before = known.get(item);
      if (before !== undefined) return before;
      const progress = workOut(item);
      known.set(item, progress);
      return progress;
    },
  };
}
