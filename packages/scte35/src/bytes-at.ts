/** Numbers at a place that is known to be within a structure, most significant byte first. */
export function byteAt(bytes: ArrayLike<number>, at: number): number {
  return bytes[at] as number;
}

/** 16 bits. */
export function shortAt(bytes: ArrayLike<number>, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** 32 bits. */
export function wordAt(bytes: ArrayLike<number>, at: number): number {
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  );
}
