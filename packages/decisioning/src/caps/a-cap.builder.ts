import { shapeOf } from './cap-window.js';
import type { CompiledCap } from './compiled-cap.js';
import type { CountedCap } from './step-record.js';

/** A cap for tests: two an hour and campaign and device, unless said otherwise. */
export function aCap(overrides: Partial<CompiledCap> = {}): CompiledCap {
  const windowMs = overrides.windowMs === undefined ? 3_600_000 : overrides.windowMs;
  const capId = (shapeOf(windowMs).unitClass * 2 ** 27 + 7) >>> 0;
  return { capId, scope: 'campaign', key: 'campaign:spring', per: 'device', limit: 2, windowMs, ...overrides };
}

export function counted({ capId, windowMs, limit }: CompiledCap): CountedCap {
  return { capId, units: shapeOf(windowMs).units, limit };
}
