import type { ProgramMs } from '@cutaway/model';

/** A place where a PTS and programme time are known to meet: the start of a segment. */
export interface PtsAnchor {
  /** Milliseconds, modulo 2^33 / 90. */
  readonly ptsMs: number;
  readonly startsAt: ProgramMs;
}

/** Anchors of a stream, the latest last. PTS may jump at a discontinuity, so each holds near itself only. */
export type PtsLine = readonly PtsAnchor[];

/** A PTS has 33 bits of 90 kHz: it comes again after 26.5 hours. */
export const PTS_WRAP_MS = 2 ** 33 / 90;

/** More than a window of segments at any discontinuity. */
const MAX_ANCHORS = 64;
/** Anchors of one clock agree to a frame or two: such a one says nothing new. */
const SAME_CLOCK_MS = 100;

/** From one PTS to another the short way round the wrap: -13.3 to 13.3 hours. */
export function ptsDifference(fromMs: number, toMs: number): number {
  const forward = (((toMs - fromMs) % PTS_WRAP_MS) + PTS_WRAP_MS) % PTS_WRAP_MS;
  return forward > PTS_WRAP_MS / 2 ? forward - PTS_WRAP_MS : forward;
}

/** Learns one more anchor. Those of one clock that follow each other are kept as their first and their last. */
export function stepPtsLine(line: PtsLine, anchor: PtsAnchor): PtsLine {
  const last = line[line.length - 1];
  const before = line[line.length - 2];
  const runsOn = (from: PtsAnchor | undefined): boolean =>
    from !== undefined &&
    Math.abs(ptsDifference(from.ptsMs + anchor.startsAt - from.startsAt, anchor.ptsMs)) <= SAME_CLOCK_MS;
  const kept = runsOn(last) && runsOn(before) ? line.slice(0, -1) : line;
  return [...kept.slice(1 - MAX_ANCHORS), anchor];
}

/**
 * Programme time of a PTS, by the anchor nearest to where its carrier says that it is. The carrier wins where the two are further
 * apart than `withinMs`: some packagers write splice times of another clock, or of none.
 */
export function placePts(line: PtsLine, ptsMs: number | null, near: ProgramMs, withinMs: number): ProgramMs {
  let best: PtsAnchor | undefined;
  for (const anchor of line) {
    if (!best || Math.abs(anchor.startsAt - near) <= Math.abs(best.startsAt - near)) best = anchor;
  }
  if (!best || ptsMs === null) return near;
  const apartMs = ptsDifference(best.ptsMs + near - best.startsAt, ptsMs);
  return Math.abs(apartMs) <= withinMs ? near + apartMs : near;
}
