import type { BreakHint, WallMs } from '@cutaway/model';
import { shortName } from '../beacons/pod-token.js';

/** How long an ad that was answered with keeps its part of a budget and its place under caps without being shown, in milliseconds. */
const TAKEN_FOR_MS = 30 * 60_000;

/** When what a pod has taken ends: from its token, so that every node says the same. */
export const takenUntil = (issuedAtMs: WallMs): WallMs => Math.floor(issuedAtMs / 1000) * 1000 + TAKEN_FOR_MS;

/** The same of a pod that was asked for ahead: it lasts until its break is over, as its hint says. */
export const heldUntil = (issuedAtMs: WallMs, hint?: Pick<BreakHint, 'expiresAtMs'>): WallMs =>
  Math.max(takenUntil(issuedAtMs), hint?.expiresAtMs ?? 0);

/**
 * Names a promise, as the decision and, from the token, the impression know it. One line item is in a pod once; of a bid its candidate is
 * named, which is kept with the decision.
 */
export function promiseId(podSeed: number, issuedAtMs: WallMs, lineItemId: string): string {
  return `${podSeed.toString(36)}.${Math.floor(issuedAtMs / 1000).toString(36)}.${shortName(lineItemId)}`;
}
