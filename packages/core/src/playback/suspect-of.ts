import { filled } from '../run/break-run.js';
import type { Turn } from '../turn.js';

/** Players load no further ahead of the playhead. */
const AHEAD_MS = 60_000;

/**
 * Of an error that names no address: what was loaded last lies ahead of the playhead, and where the next break is in the text by then, its
 * media may be what does not decode. Its name; null: none is so near.
 */
export function suspectOf({ state: { runs, player, publishedEdge } }: Turn): string | null {
  const { programMs } = player;
  if (programMs === null || publishedEdge === null) return null;
  let next: { readonly id: string; readonly startsAt: number } | null = null;
  for (const one of runs) {
    const run = filled(one);
    if (run?.phase !== 'armed' || run.strategy !== 'stitch' || run.insert) continue;
    const startsAt = Math.min(...run.spans.map((span) => span.startsAt));
    const isInReach = startsAt < publishedEdge && startsAt >= programMs && startsAt - programMs < AHEAD_MS;
    if (isInReach && (next === null || startsAt < next.startsAt)) next = { id: run.brk.id, startsAt };
  }
  return next?.id ?? null;
}
