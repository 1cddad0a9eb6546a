import type { PodLimits, WallMs } from '@cutaway/model';
import type { FetchWindow } from './fetch-window.js';

/** Who told of a break, the least trusted first: what the stream itself says counts most. */
export const PLAN_SOURCES = ['recurring', 'schedule', 'early-notification', 'scte35'] as const;
export type PlanSource = (typeof PLAN_SOURCES)[number];

/** A break of a live channel that is known ahead. */
export interface BreakPlan {
  readonly id: string;
  readonly channel: string;
  /** The most trusted that told of it. */
  readonly source: PlanSource;
  /** How its signal will name it: event ids, UPIDs as hex, DATERANGE IDs. Empty: by its time alone. */
  readonly names: readonly string[];
  /** Nobody asks for it before. */
  readonly earliestMs: WallMs;
  readonly expectedStartMs: WallMs;
  readonly durationMs: number;
  /** What its pods must be like. */
  readonly limits: PodLimits;
  /** Keys for line items that want this very break, as `custom.<key>`. */
  readonly targeting: Readonly<Record<string, readonly string[]>>;
  /** When players ask for it; null: too late for that, they ask when it begins. */
  readonly window: FetchWindow | null;
  /** Pods fetched for it may begin until then. */
  readonly expiresAtMs: WallMs;
  readonly state: PlanState;
}

/** planned → fetching → armed → on-air → over; cancelled from any of the first three. */
export type PlanState =
  | { readonly phase: 'planned' }
  /** Its window is open. It does not move any more: players have worked out their slots. */
  | { readonly phase: 'fetching' }
  /** Whoever wanted to ask has asked. */
  | { readonly phase: 'armed' }
  | { readonly phase: 'on-air'; readonly startedMs: WallMs }
  /** `startedMs` null: it never began, and its pods have expired. */
  | { readonly phase: 'over'; readonly startedMs: WallMs | null; readonly endedMs: WallMs }
  | { readonly phase: 'cancelled'; readonly atMs: WallMs };

/** What may be changed about a break that has not begun; of one on air, its duration and its names. */
export type PlanChange = Partial<
  Pick<BreakPlan, 'names' | 'earliestMs' | 'expectedStartMs' | 'durationMs' | 'limits' | 'targeting'>
>;

/** True where nothing more can become of it. */
export function isClosed({ state }: Pick<BreakPlan, 'state'>): boolean {
  return state.phase === 'over' || state.phase === 'cancelled';
}
