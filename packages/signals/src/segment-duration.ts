/** A segment that says to be longer says nothing. */
const MAX_S = 86_400;

/** Milliseconds of the value of EXTINF (`duration "," [ title ]`, RFC 8216bis §4.4.4.1); 0 where it is none. */
export function parseSegmentMs(value: string): number {
  const seconds = parseFloat(value);
  return seconds > 0 && seconds <= MAX_S ? seconds * 1000 : 0;
}
