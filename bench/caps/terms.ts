import { shapeOf } from '../../packages/decisioning/src/caps/cap-window.js';
import type { CompiledCap } from '../../packages/decisioning/src/caps/compiled-cap.js';

/** What both sides of the caps measurement know. */
export type ToNode =
  | { readonly type: 'ask'; readonly id: number; readonly viewer: number; readonly podId: string }
  | {
      readonly type: 'seen';
      readonly id: number;
      readonly viewer: number;
      readonly podId: string;
      readonly adId: string;
      readonly expiresAtMs: number;
      readonly shownAtMs: number;
    }
  | { readonly type: 'stop' };

export type FromNode =
  | { readonly type: 'ready' }
  | {
      readonly type: 'pod';
      readonly id: number;
      readonly adIds: readonly string[];
      readonly expiresAtMs: number;
      readonly isAway: boolean;
    }
  | { readonly type: 'counted'; readonly id: number };

export const ADS_A_POD = 3;
/** A pod that nobody saw is forgotten by then: longer than the measurement, so that no window hides an exposure. */
export const PROMISE_MS = 120_000;
const HOUR = 3_600_000;

export interface SoldAd {
  readonly id: string;
  readonly account: string;
  readonly isShort: boolean;
  readonly caps: readonly CompiledCap[];
}

/** The first four are stopped by a budget for fewer impressions than their caps would let through, the others by caps alone. */
export const ADS: readonly SoldAd[] = Array.from({ length: 12 }, (_, i) => ({
  id: `ad${i}`,
  account: `line-item:li${i}`,
  isShort: i < 4,
  caps: [
    aCap('creative', `ad${i}`, 'device', 1, null, 100 + i),
    aCap('campaign', `c${i % 6}`, 'household', 2, HOUR, 200 + (i % 6)),
    aCap('advertiser', `a${i % 3}`, 'household', 5, 24 * HOUR, 300 + (i % 3)),
  ],
}));

export function goalOf({ isShort }: SoldAd, households: number): number {
  return isShort ? Math.ceil(households * 0.6) : 1_000_000;
}

function aCap(
  scope: CompiledCap['scope'],
  id: string,
  per: CompiledCap['per'],
  limit: number,
  windowMs: number | null,
  hash: number,
): CompiledCap {
  const { unitClass, units } = shapeOf(windowMs);
  const capId = (unitClass * 2 ** 27 + hash) >>> 0;
  return { capId, scope, key: `${scope}:${id}`, per, limit, reach: Infinity, windowMs, units };
}

/** Two devices a household. */
export function identityOf(viewer: number) {
  return { device: `device-${viewer}`, user: null, household: `household-${viewer >> 1}` };
}
