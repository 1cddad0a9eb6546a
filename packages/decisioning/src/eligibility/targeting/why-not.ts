import type { Catalogue, LineItem, Publisher } from '../../catalogue/catalogue.js';
import type { Ask } from '../facts.js';
import { blockOf, type Block } from './blocks.js';
import { sayMismatch } from './evaluate.js';
import { isInFlight } from './flight-mask.js';
import type { Opening } from './opening.js';

export type SkipReason = 'not-in-catalogue' | 'paused' | 'wrong-kind' | 'not-in-flight' | 'targeting' | Block['reason'];

/** Why a line item is not eligible: the first of the reasons, in the order in which they are listed. */
export interface Skip {
  readonly reason: SkipReason;
  /** In words: `geo.country is fr, expected one of de, at`. */
  readonly detail: string;
}

/** Decides as the index does, but one line item at a time and without it: the long way, for explaining and for checking. */
export function whyNot(
  lineItem: LineItem | undefined,
  catalogue: Catalogue,
  publisher: Publisher,
  ask: Ask,
  { kind, atMs }: Opening,
): Skip | null {
  if (lineItem === undefined) {
    return { reason: 'not-in-catalogue', detail: `version ${catalogue.version} has no such line item` };
  }
  if (lineItem.status === 'paused') return { reason: 'paused', detail: 'status is paused, expected live' };
  if (lineItem.kind !== kind) return { reason: 'wrong-kind', detail: `kind is ${lineItem.kind}, expected ${kind}` };
  if (!isInFlight(lineItem, atMs)) return { reason: 'not-in-flight', detail: sayFlight(lineItem, atMs) };
  const block = blockOf(lineItem, catalogue, publisher);
  if (block !== null) return block;
  const mismatch = sayMismatch(lineItem.targeting, ask.facts);
  return mismatch === null ? null : { reason: 'targeting', detail: mismatch };
}

function sayFlight({ startsAt, endsAt }: LineItem, atMs: number): string {
  const at = (ms: number) => new Date(ms).toISOString();
  const from = startsAt === null ? 'any time' : at(startsAt);
  return `it is ${at(atMs)}, expected ${from} until ${endsAt === null ? 'any time' : at(endsAt)}`;
}
