import type { WithReserved } from '../reserved-bits.js';

/** What the standard's descriptors have in common. */
export interface DescriptorHead extends WithReserved {
  readonly identifier: 'CUEI';
  /** Bytes that the length holds beyond the syntax, as hex. */
  readonly extra?: string;
}
