import type { CapRule } from '../catalogue.js';
import type { Origin, Refuse } from '../faults.js';
import type { WrittenCap } from '../written/written.js';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** Their span is the break, the pod, the stream itself. */
const TIMELESS: ReadonlySet<CapRule['per']> = new Set(['break', 'pod', 'stream']);

/** Caps with their windows in milliseconds: `24h` is 86,400,000. `field`: what they are below in the record. */
export function buildCaps(
  caps: readonly WrittenCap[] | undefined,
  origin: Origin,
  refuse: Refuse,
  field = 'caps',
): readonly CapRule[] {
  return (caps ?? []).map(({ limit, per, window, windowMs }, place) => {
    const hasWindow = window !== undefined || (windowMs !== undefined && windowMs !== null);
    if (window !== undefined && windowMs !== undefined)
      refuse(origin, `${field}[${place}].windowMs`, `is ${windowMs} beside a window, expected one of them`);
    if (hasWindow && TIMELESS.has(per))
      refuse(origin, `${field}[${place}].window`, `is there, expected none, since a ${per} has its own span`);
    return { limit, per, windowMs: window === undefined ? (windowMs ?? null) : toMs(window) };
  });
}

/** A number and a letter, which the schema has checked. */
const toMs = (window: string): number => Number(window.slice(0, -1)) * (UNITS[window.slice(-1)] ?? 0);
