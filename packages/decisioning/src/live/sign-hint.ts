import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BreakHint } from '@cutaway/model';
import { isClosed, type BreakPlan } from './break-plan.js';

/** 128 bits: who guesses them may ask early, no more. */
const MAC_BYTES = 16;

/** Names in a hint, of those that a break has, and characters of each: the longest UPID is 255 bytes, as hex (SCTE 35 §10.3.3). */
export const MOST_NAMES = 64;
export const LONGEST_NAME = 512;

/** The hint that players get of a plan. null: there is nothing to ask for ahead. */
export function hintOf(plan: BreakPlan, secret: string): BreakHint | null {
  const { id, window, expectedStartMs, durationMs, expiresAtMs } = plan;
  if (window === null || isClosed(plan) || plan.state.phase === 'on-air') return null;
  const { startMs, lengthMs } = window;
  // It comes back with each request, of which none may be refused for it.
  const names = plan.names.filter(({ length }) => length <= LONGEST_NAME).slice(0, MOST_NAMES);
  return signHint(
    { planId: id, expectedStartMs, durationMs, windowStartMs: startMs, windowMs: lengthMs, expiresAtMs, names },
    secret,
  );
}

/** Signs all fields of a hint: a truncated HMAC-SHA-256, base64url. */
export function signHint(hint: Omit<BreakHint, 'mac'>, secret: string): BreakHint {
  return { ...hint, mac: macOf(hint, secret).toString('base64url') };
}

/** True for a hint that this service gave out and nobody changed. Takes the same time for a wrong one. */
export function verifyHint(hint: BreakHint, secret: string): boolean {
  const said = Buffer.from(hint.mac, 'base64url');
  return said.length === MAC_BYTES && timingSafeEqual(said, macOf(hint, secret));
}

function macOf(hint: Omit<BreakHint, 'mac'>, secret: string): Buffer {
  const { planId, expectedStartMs, durationMs, windowStartMs, windowMs, expiresAtMs, names } = hint;
  const fields = [planId, expectedStartMs, durationMs, windowStartMs, windowMs, expiresAtMs, names];
  return createHmac('sha256', secret)
    .update(`hint ${JSON.stringify(fields)}`)
    .digest()
    .subarray(0, MAC_BYTES);
}
