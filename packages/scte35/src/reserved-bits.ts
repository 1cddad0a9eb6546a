/** Reserved bits are ones (SCTE 35 §4); where a sender says otherwise they are kept, in their places, for the way back. */
export interface WithReserved {
  readonly reserved?: number;
}

/** `mask`: where the reserved bits lie in `bits`. */
export function keepReserved<One extends object>(one: One, bits: number, mask: number): One {
  if (~bits & mask) (one as { reserved?: number }).reserved = bits & mask;
  return one;
}
