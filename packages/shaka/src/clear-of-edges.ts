const MICROSECONDS = 1e6;

/**
 * A place in seconds of media time, a microsecond later. Shaka's index of segments of one duration finds a segment by division, and asks
 * then whether the place is within it, by multiplication. At an edge the two differ in their last digits: 28.799999999999997 s, which is
 * 15 times 1.92 s, divided by 1.92 s is less than 15. Neither segment has it then, and Shaka waits for good for one that does.
 */
export function clearOfEdges(seconds: number): number {
  return (Math.round(seconds * MICROSECONDS) + 1) / MICROSECONDS;
}
