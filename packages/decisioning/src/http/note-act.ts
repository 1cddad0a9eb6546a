import type { Act } from '../catalogue/changes/change.js';

/** Writes into the audit what was done. What was done stands, even where the audit cannot be kept: that is told as a fault, never thrown. */
export type Note = (act: Act) => Promise<void>;

/** Why, of a request that changes something: `?reason=…`. */
export interface ReasonQuery {
  readonly reason?: string;
}
