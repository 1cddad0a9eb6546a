/** Seconds from 1970-01-01 to the GPS epoch, 1980-01-06T00:00:00Z. */
const GPS_EPOCH = 315_964_800;

/** UTC seconds since 1970 at which a leap second had just been put in, since the GPS epoch (IERS Bulletin C; none since 2017). */
const LEAPS = [
  362_793_600, 394_329_600, 425_865_600, 489_024_000, 567_993_600, 631_152_000, 662_688_000, 709_948_800, 741_484_800,
  773_020_800, 820_454_400, 867_715_200, 915_148_800, 1_136_073_600, 1_230_768_000, 1_341_100_800, 1_435_708_800,
  1_483_228_800,
];

/** `2026-11-22T12:39:42Z` of a utc_splice_time: seconds since the GPS epoch with leap seconds counted (SCTE 35 §9.7.2). */
export function utcOfGpsSeconds(seconds: number): string {
  const leaps = LEAPS.filter((leap, index) => seconds + GPS_EPOCH - index - 1 >= leap).length;
  return new Date((seconds + GPS_EPOCH - leaps) * 1000).toISOString().replace('.000Z', 'Z');
}

/** utc_splice_time of an xsd:dateTime; NaN where it is none. */
export function gpsSecondsOfUtc(dateTime: string): number {
  const seconds = Math.round(Date.parse(dateTime) / 1000);
  return seconds - GPS_EPOCH + LEAPS.filter((leap) => seconds >= leap).length;
}
