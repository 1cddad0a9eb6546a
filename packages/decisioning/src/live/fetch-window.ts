import type { WallMs } from '@cutaway/model';

/** When the players of a channel ask for one break. */
export interface FetchWindow {
  readonly startMs: WallMs;
  readonly lengthMs: number;
  /** Viewers that it was sized for. */
  readonly viewers: number;
  /** Requests a second that it makes, on average over the window. */
  readonly expectedTps: number;
  /** False: shorter than the target asks, because the break is too near. */
  readonly fits: boolean;
}

/** How windows are sized. */
export interface WindowRules {
  /** Requests a second that the service and the bidders behind it are to get at most. */
  readonly targetTps: number;
  /** 0 to 1: what is kept free for late joiners and the spread of chance. */
  readonly headroom: number;
  readonly minMs: number;
  /** Everything is asked for so long before the break: one decision's time, the device's clock, the media's first bytes. */
  readonly guardMs: number;
  /** So long until every player has heard of a plan. */
  readonly noticeMs: number;
  /** How long after the expected start a pod may still begin. */
  readonly graceMs: number;
}

export const WINDOW_RULES: WindowRules = {
  targetTps: 500,
  headroom: 0.2,
  minMs: 10_000,
  guardMs: 10_000,
  noticeMs: 10_000,
  graceMs: 600_000,
};

/** Shorter than that spreads nothing: just in time is as good. */
const LEAST_MS = 1000;

interface WindowAsk {
  readonly viewers: number;
  readonly earliestMs: WallMs;
  readonly expectedStartMs: WallMs;
  readonly nowMs: WallMs;
}

/**
 * `max(minMs, viewers / (targetTps · (1 − headroom)))`, as late before the break as it may be, since a fresh ad earns more than an
 * old one. Where the break is too near for that, what is left: `fits` is false then. null: nothing is left.
 */
export function sizeWindow(
  { viewers, earliestMs, expectedStartMs, nowMs }: WindowAsk,
  rules: WindowRules,
): FetchWindow | null {
  const seconds = Math.ceil(viewers / (rules.targetTps * (1 - rules.headroom)));
  const wantedMs = Math.max(rules.minMs, seconds * 1000);
  const endMs = expectedStartMs - rules.guardMs;
  const startMs = Math.max(endMs - wantedMs, earliestMs, nowMs + rules.noticeMs);
  return windowOf(startMs, endMs - startMs, viewers, endMs - startMs >= wantedMs);
}

/** An open window of a break that now comes earlier: players keep their slots, those after `endMs` are lost. null: all are. */
export function clipWindow(window: FetchWindow, endMs: WallMs): FetchWindow | null {
  if (window.startMs + window.lengthMs <= endMs) return window;
  return windowOf(window.startMs, endMs - window.startMs, window.viewers, false);
}

export const windowEndMs = ({ startMs, lengthMs }: FetchWindow): WallMs => startMs + lengthMs;

function windowOf(startMs: WallMs, lengthMs: number, viewers: number, fits: boolean): FetchWindow | null {
  if (lengthMs < LEAST_MS) return null;
  return { startMs, lengthMs, viewers, expectedTps: viewers / (lengthMs / 1000), fits };
}
