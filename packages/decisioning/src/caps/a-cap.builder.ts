import { shapeOf } from './cap-window.js';
import type { CompiledCap } from './compiled-cap.js';
import type { CountedCap } from './step-record.js';

/** A cap for tests: two an hour and campaign and device, unless said otherwise. */
export function aCap(overrides: Partial<CompiledCap> = {}): CompiledCap {
  const windowMs = overrides.windowMs === undefined ? 3_600_000 : overrides.windowMs;
  const { unitClass, units } = shapeOf(windowMs);
  const capId = (unitClass * 2 ** 27 + 7) >>> 0;
  const counts = { scope: 'campaign', key: 'campaign:spring', reach: 100 } as const;
  return { capId, ...counts, per: 'device', limit: 2, windowMs, units, ...overrides };
}

export function counted({ capId, units, limit }: CompiledCap): CountedCap {
  return { capId, units, limit };
}
