import type { CapRule } from '../catalogue/catalogue.js';

/** What is counted together. */
export type CapScope = 'creative' | 'line-item' | 'campaign' | 'advertiser' | 'category';

/** A rule of the catalogue, ready to be tried. */
export interface CompiledCap {
  /** 32 bits: the window's unit in the upper 5, a hash of what is counted in the others. */
  readonly capId: number;
  readonly scope: CapScope;
  /** What is counted, as `Candidate.limits` and `FrequencyRule` name it: `campaign:spring`. */
  readonly key: string;
  readonly per: CapRule['per'];
  readonly limit: number;
  /** How many line items of the catalogue count for the key: no pod has more ads of them. */
  readonly reach: number;
  /** null: for ever. */
  readonly windowMs: number | null;
  /** The window in its units (`shapeOf`). */
  readonly units: number;
}

/** Why an ad may not be shown to somebody. */
export interface CapBlock {
  readonly cap: CompiledCap;
  /** How often it was seen, or is promised to be, in the window. */
  readonly count: number;
}

/** For an explanation: `campaign:spring seen 2 of 2 per household in 24 h`. */
export function sayBlock({ cap, count }: CapBlock): string {
  const within = ['break', 'pod', 'stream'].includes(cap.per) ? '' : ` ${sayWindow(cap.windowMs)}`;
  return `${cap.key} seen ${count} of ${cap.limit} per ${cap.per}${within}`;
}

const WINDOW_NAMES = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

function sayWindow(windowMs: number | null): string {
  if (windowMs === null) return 'in a lifetime';
  const [ms, name] = WINDOW_NAMES.find(([unit]) => windowMs >= unit && windowMs % unit === 0) ?? [1, 'ms'];
  return `in ${windowMs / ms} ${name}`;
}
