import type { Geo, WallMs } from '@cutaway/model';

export interface Daypart {
  /** `mon` to `sun`. */
  readonly day: string;
  /** `0` to `23`. */
  readonly hour: string;
}

export interface ZoneOptions {
  /** IANA name: what the publisher's dayparts are in where nothing better is known. */
  readonly timeZone: string;
  /** IANA names by country, `US`, or by country and region, `US-CA`: what a viewer's clock shows there. */
  readonly zones: Readonly<Record<string, string>>;
}

/**
 * Finds day and hour on the viewer's own clock: in the zone that the CDN names, else of the viewer's region, else of its country, else
 * of the publisher. A zone that does not exist is passed over, except the publisher's: that is an error when this is made.
 */
export function createDaypart(options: ZoneOptions): (atMs: WallMs, geo: Geo, timeZone: string | null) => Daypart {
  const zones = new Map(Object.entries(options.zones).map(([place, zone]) => [place.toUpperCase(), zone]));
  const clocks = new Map<string, ZoneClock | null>();
  const clockOf = (zone: string | null | undefined): ZoneClock | null => {
    if (zone === null || zone === undefined) return null;
    const kept = clocks.get(zone);
    if (kept !== undefined) return kept;
    const made = createZoneClock(zone);
    // Names come from headers: there are some six hundred, whatever somebody sends.
    if (clocks.size < MAX_ZONES) clocks.set(zone, made);
    return made;
  };
  const ofPublisher = createZoneClock(options.timeZone);
  if (ofPublisher === null) {
    throw new RangeError(
      `Cannot tell dayparts: time zone is ${options.timeZone}, expected an IANA name as Europe/Berlin`,
    );
  }
  return (atMs, { country, region }, timeZone) => {
    const place = country?.toUpperCase() ?? '';
    const ofRegion = region === undefined ? undefined : zones.get(`${place}-${region.toUpperCase()}`);
    const clock = clockOf(timeZone) ?? clockOf(ofRegion) ?? clockOf(zones.get(place)) ?? ofPublisher;
    return clock(atMs);
  };
}

const MAX_ZONES = 700;
/** All offsets from UTC, and all their changes, are at quarters of an hour. */
const QUARTER_MS = 15 * 60_000;

type ZoneClock = (atMs: WallMs) => Daypart;

/** A clock of one zone, or null where there is no such zone. Keeps what it said last: a whole audience asks in the same minute. */
function createZoneClock(timeZone: string): ZoneClock | null {
  const format = formatOf(timeZone);
  if (format === null) return null;
  let heldQuarter = NaN;
  let held: Daypart = { day: '', hour: '' };
  return (atMs) => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    if (quarter !== heldQuarter) {
      const parts = new Map(format.formatToParts(quarter * QUARTER_MS).map(({ type, value }) => [type, value]));
      held = { day: (parts.get('weekday') ?? '').toLowerCase(), hour: String(Number(parts.get('hour'))) };
      heldQuarter = quarter;
    }
    return held;
  };
}

/** Whether there is a time zone of this name. */
export const isZone = (timeZone: string): boolean => formatOf(timeZone) !== null;

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  } catch {
    return null;
  }
}
