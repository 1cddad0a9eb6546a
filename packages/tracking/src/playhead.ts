import type { AdMs, Tracker, TrackingEvent } from '@cutaway/model';
import type { AdTracking, Playhead } from './ad-tracking.js';

/** A longer step forward is a seek. */
const PLAYBACK_STEP_MS = 1000;
/** How near to the end an ad must have come to count as complete, where its end is only inferred. */
export const COMPLETE_TOLERANCE_MS = 250;

const SHARES: Partial<Record<TrackingEvent, number>> = { firstQuartile: 0.25, midpoint: 0.5, thirdQuartile: 0.75 };

/** The playhead at an ad's first frame, and after which position marks are due. An ad seen from its start owes also those at 0. */
export function firstPlayhead(atMs: AdMs, joinedAtMs: AdMs | null): { playhead: Playhead; fromMs: AdMs } {
  const beganMs = joinedAtMs ?? 0;
  const played = isPlayback(atMs - beganMs);
  const playhead = { atMs, reachedMs: atMs, since: played ? beganMs : atMs };
  return { playhead, fromMs: played ? (joinedAtMs ?? -1) : atMs };
}

/** Where a new frame moves the playhead, and whether it got there by playing. */
export function movePlayhead(from: Playhead, atMs: AdMs): { playhead: Playhead; played: boolean } {
  const played = isPlayback(atMs - from.atMs);
  const reachedMs = Math.max(from.reachedMs, atMs);
  return { playhead: { atMs, reachedMs, since: played ? from.since : atMs }, played };
}

/** The quartiles and progress marks after `fromMs`, up to and with `toMs`, in the order in which the playhead meets them. */
export function crossed({ trackers, durationMs }: AdTracking, fromMs: AdMs, toMs: AdMs): Tracker[] {
  const dueAt = (tracker: Tracker): number => dueMsOf(tracker, durationMs);
  return trackers
    .filter((one) => one.of === undefined && dueAt(one) > fromMs && dueAt(one) <= toMs)
    .sort((a, b) => dueAt(a) - dueAt(b));
}

/** True in the last moments of an ad whose length is known. */
export function isAtEnd({ atMs }: Playhead, durationMs: AdMs): boolean {
  return durationMs > 0 && atMs >= durationMs - COMPLETE_TOLERANCE_MS;
}

/** True where one unbroken stretch of playback led to the ad's last moments. */
export function isComplete(playhead: Playhead, durationMs: AdMs): boolean {
  const lastMoments = Math.max(0, durationMs - COMPLETE_TOLERANCE_MS);
  return playhead.atMs >= lastMoments && playhead.since <= lastMoments;
}

function isPlayback(stepMs: number): boolean {
  return stepMs >= 0 && stepMs <= PLAYBACK_STEP_MS;
}

/** NaN: never, or not by the playhead. A share of an unknown duration is never due. */
function dueMsOf({ event, offset }: Tracker, durationMs: AdMs): AdMs {
  const mark = event === 'progress' ? offset : undefined;
  if (mark && 'ms' in mark) return mark.ms;
  return durationMs > 0 ? (mark ? mark.share : (SHARES[event] ?? NaN)) * durationMs : NaN;
}
