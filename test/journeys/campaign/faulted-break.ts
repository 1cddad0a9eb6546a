import type { BreakFaults } from '@cutaway/testkit';
import type { HttpReply, PlayerFact } from '@cutaway/core';
import type { Stage } from '../stage.js';

export const START_MS = Date.UTC(2026, 0, 1, 12);
export const BREAKS = 4;
export const EVERY_MS = 30_720;
export const FIRST_MS = 15_360;
export const POD_MS = 11_520;
/** From the live edge to the playhead: three segments. */
const LATENCY_MS = 5760;

export type Answer = Partial<HttpReply> & { readonly delayMs?: number };

export type ElementError = Extract<PlayerFact, { readonly type: 'ad-failed' }>['error'];

/** What goes wrong in one break of a session, collected fault by fault. */
export interface FaultedBreak {
  readonly n: number;
  readonly names: readonly [string, string];
  /** When the viewer gets there, from the journey's start. */
  readonly atMs: number;
  /** In programme time. */
  readonly startsAt: number;
  /** Before or behind the content; null: in it. */
  readonly position: 'pre' | 'post' | null;
  readonly faults: string[];
  channel: BreakFaults;
  decide: Answer | null;
  readonly serve: ((url: string) => Answer | null)[];
  /** What the second element makes of an ad. */
  readonly element: ((url: string) => ElementError | null)[];
  readonly isBroken: ((uri: string) => boolean)[];
  readonly acts: { readonly atMs: number; act(stage: Stage): void }[];
  /** Ports, and events' listeners, that throw in a span of time. */
  readonly throws: { readonly what: RegExp; readonly fromMs: number; readonly untilMs: number }[];
  /** How long the player takes for a load or a seek that it is told to do while this break may be on. */
  slowMs: number;
  /** Its beacons may have to be sent more than once, or may not be known to have come. */
  isDeaf: boolean;
}

/** The n-th break of a session, with nothing wrong yet. */
export function aBreak(n: number): FaultedBreak {
  return {
    ...{ n, names: [`b${n}-one`, `b${n}-two`], faults: [] },
    ...{ atMs: FIRST_MS + n * EVERY_MS + LATENCY_MS, startsAt: START_MS + FIRST_MS + n * EVERY_MS },
    position: null,
    ...{
      channel: {},
      decide: null,
      serve: [],
      element: [],
      isBroken: [],
      acts: [],
      throws: [],
      slowMs: 0,
      isDeaf: false,
    },
  };
}
