import type { BreakFaults, ServeFault } from './faults.js';

/** What somebody did to a running channel, with where its live edge was. Kept in order: playlists follow from them. */
export type Control =
  | {
      readonly type: 'break';
      readonly id: string;
      readonly edgeMs: number;
      readonly kind: 'linear' | 'overlay';
      readonly durationMs: number;
      readonly leadMs: number;
      readonly faults: BreakFaults;
    }
  | { readonly type: 'return'; readonly breakId: string; readonly edgeMs: number }
  | { readonly type: 'cancel'; readonly breakId: string; readonly edgeMs: number }
  | { readonly type: 'fault'; readonly fault: ServeFault };

/** A break to start as soon as its lead allows, at the next segment boundary. */
export interface BreakOrder {
  /** The plan's `podMs`, or `overlayMs`, by default. */
  readonly durationMs?: number;
  readonly kind?: 'linear' | 'overlay';
  /** From the live edge to the start: 4 s by default. */
  readonly leadMs?: number;
  readonly faults?: BreakFaults;
}
