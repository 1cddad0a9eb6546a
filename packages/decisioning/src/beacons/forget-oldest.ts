/**
 * Lets the oldest keys of a Map that is full go, one at least. Many at once: one by one, to find the oldest is to walk over the graves
 * of all that were deleted before it, each time.
 */
export function forgetOldest(
  map: Map<string, unknown>,
  count: number,
  forget: (key: string) => unknown = (key) => map.delete(key),
): void {
  let left = Math.max(1, count);
  for (const oldest of map.keys()) {
    if (left-- === 0) return;
    forget(oldest);
  }
}
