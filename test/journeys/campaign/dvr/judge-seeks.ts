import { POD_MS, START_MS } from '../faulted-break.js';
import type { Played } from '../play-faults.js';

const FRAME_MS = 40;
const SEGMENT_MS = 2000;
/** As far behind the edge of a live stream nobody is played. */
const EDGE_MS = 12_000;
/** A break for each that he moved over, and what the player needs to come back. */
const PATIENCE_MS = 15_000;

/** A seek of the viewer that did not bring him where he wanted to be, or not back there behind the ads that he had to see. */
export function judgeSeeks({ breaks, seeks = [], frames, idle, policies }: Played): readonly Wrong[] {
  // What else moves him is looked at by itself.
  const isMoved = breaks.some(({ faults }) => faults.some((fault) => MOVES.test(fault)));
  if (isMoved) return [];
  return seeks.flatMap(({ atMs, toMs }, n) => {
    const next = seeks[n + 1]?.atMs ?? Infinity;
    const isResting = idle.some(({ fromMs, untilMs }) => untilMs > atMs && fromMs < atMs + 60_000);
    const pods = breaks.length * POD_MS;
    const before = [...frames].reverse().find((frame) => frame.atMs <= atMs);
    // Content that is away cannot be moved.
    const isAway = before !== undefined && Number.isNaN(before.programMs);
    if (next < atMs + pods + PATIENCE_MS || isResting || isAway) return [];
    const edge = START_MS + atMs;
    const wanted = Math.min(toMs, edge - EDGE_MS);
    const pod = breaks.find(({ startsAt }) => wanted > startsAt - SEGMENT_MS && wanted < startsAt + POD_MS);
    const latest = Math.max(pod ? pod.startsAt + POD_MS : wanted, Math.min(toMs, edge)) + SEGMENT_MS;
    // Ads take the place of content while they are on, or content waits for them.
    const after = frames.filter((frame) => frame.atMs > atMs && frame.atMs < Math.min(next, atMs + pods + PATIENCE_MS));
    const isAd = ({ what }: (typeof after)[number]): boolean => what !== 'content';
    const podMs = after.filter(isAd).length * FRAME_MS;
    const place = after.find((frame) => !isAd(frame) && frame.programMs >= wanted - SEGMENT_MS);
    if (!place) return [{ atMs, wrong: `sought ${wanted - START_MS} at ${atMs} and never came there` }];
    const first = after.find((frame) => !isAd(frame));
    const least = policies?.seekOver === 'none' ? first : place;
    return least && least.programMs > latest + podMs + SEGMENT_MS
      ? [{ atMs, wrong: `sought ${wanted - START_MS} at ${atMs} and came to ${least.programMs - START_MS}` }]
      : [];
  });
}

interface Wrong {
  readonly atMs: number;
  readonly wrong: string;
}

const MOVES = /lifecycle|pauses|signals: (dates|ends|no end|extended|taken)|exceptions|content fails|slow/;
