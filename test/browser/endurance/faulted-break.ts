import type { BreakFaults, ServeFault } from '@cutaway/testkit';
import { SEGMENT_MS, type PlannedAd } from './ad-media.js';
import type { Trouble } from './front.js';
import type { Application, PageAct, Throw } from './mischief.js';

export const FIRST_MS = 6 * SEGMENT_MS;
export const EVERY_MS = 6 * SEGMENT_MS;
export const POD_MS = 3 * SEGMENT_MS;
export type Strategy = 'stitch' | 'secondElement' | 'reattach';

/** What the line, or the browser's own switches, do at a moment. */
export interface DeviceAct {
  readonly atMs: number;
  readonly act: 'offline' | 'slow' | 'online' | 'freeze' | 'thaw';
}

/** What goes wrong in one break, collected fault by fault. Times: milliseconds from the channel's start. */
export interface FaultedBreak {
  readonly seed: number;
  readonly n: number;
  /** When the viewer gets there. */
  readonly atMs: number;
  readonly faults: string[];
  ads: readonly PlannedAd[];
  channel: BreakFaults;
  readonly serve: ServeFault[];
  readonly troubles: ((path: string) => Trouble | null)[];
  readonly device: DeviceAct[];
  readonly acts: PageAct[];
  readonly throws: Throw[];
  readonly application: Application[];
  /** No frame is owed: the viewer paused, the page stood still, or there was no content to be had. */
  readonly idle: { readonly fromMs: number; readonly untilMs: number }[];
  /** Its beacons may have to be sent more than once, or may not be known to have come. */
  isDeaf: boolean;
}

/** The n-th break of a page, with nothing wrong yet: a red ad of two segments and a green one of one. `latencyMs`: the player's. */
export function aBreak(n: number, seed: number, latencyMs: number): FaultedBreak {
  const ad = { encoding: 'exact', file: 'hls' } as const;
  return {
    ...{ n, seed, atMs: FIRST_MS + n * EVERY_MS + latencyMs, faults: [] },
    ads: [
      { ...ad, name: `b${n}-one`, colour: 'red', segments: 2 },
      { ...ad, name: `b${n}-two`, colour: 'green', segments: 1 },
    ],
    ...{ channel: {}, serve: [], troubles: [], device: [], acts: [], throws: [], application: [], idle: [] },
    isDeaf: false,
  };
}
