import { type Tracker, TRACKING_EVENTS, type TrackingEvent } from '@cutaway/model';
import { gather } from './fields.js';

/** What other formats call the events of a break. */
const BREAK_NAMES: Readonly<Record<string, TrackingEvent>> = { podStart: 'breakStart', podEnd: 'breakEnd' };

/** The event that a payload names, null where there is none of that name. */
export function eventOf(name: string | null): TrackingEvent | null {
  if (name === null) return null;
  return BREAK_NAMES[name] ?? TRACKING_EVENTS.filter((event) => event === name)[0] ?? null;
}

/** True for what is said of a whole break. */
export function isOfBreak(event: TrackingEvent): boolean {
  return event === 'breakStart' || event === 'breakEnd';
}

/** One event with its URLs, before they have a place among the others of that event. */
export interface Wanted extends Pick<Tracker, 'event' | 'offset' | 'of'> {
  readonly urls: readonly string[];
}

/** Numbers the URLs of each event, of the ad itself and of each part apart. No payload tells wrappers: all are of level 0. */
export function trackersOf(wanted: readonly Wanted[]): Tracker[] {
  const counts: Record<string, number> = {};
  return gather(wanted, ({ urls, ...tracker }) =>
    urls.map((url): Tracker => {
      const key = `${tracker.event}@${tracker.of ?? ''}`;
      const index = counts[key] ?? 0;
      counts[key] = index + 1;
      return { ...tracker, url, level: 0, index };
    }),
  );
}
