import { isSought } from '../playback/is-sought.js';
import { change, runOf, type Turn } from '../turn.js';
import type { BreakStory } from './break-story.js';
import { type AdSpan, type BreakRun, filled, type FilledRun } from './break-run.js';

/** No frame for longer than this is a stall. */
const STALL_MS = 500;

/** Writes into the story of a break. */
function tellStory(turn: Turn, { brk }: Pick<BreakRun, 'brk'>, more: BreakStory): void {
  const run = runOf(turn, brk.id);
  if (run && 'ads' in run) change(turn, run, { story: { ...run.story, ...more } });
}

/** The pod is ready: its ads can come on the screen from now on. */
export function arm(turn: Turn, run: BreakRun, spans: readonly AdSpan[]): void {
  const { story } = filled(run) ?? {};
  change(turn, run, { phase: 'armed', spans, showing: null, story: { readyAtMs: turn.state.nowMs, ...story } });
}

/** The rest of the break is left. */
export function tellLeft(turn: Turn, run: BreakRun, left: NonNullable<BreakStory['left']>): void {
  tellStory(turn, run, { left });
}

/** The screen goes to an ad, or (null) back to content. `gapMs`: how long the frame before stayed. */
export function noteCut(turn: Turn, { brk, story }: FilledRun, to: string | null, gapMs: number | null): void {
  const { nowMs: atMs, player } = turn.state;
  const { seeks = null, droppedFrames = null } = player.quality ?? {};
  const isFirst = to !== null && story?.startedAtMs === undefined;
  tellStory(
    turn,
    { brk },
    {
      ...(isFirst && { startedAtMs: atMs, seeksBefore: seeks, droppedBefore: droppedFrames }),
      ...(to === null && { returnedAtMs: atMs }),
      cuts: [...(story?.cuts ?? []), { atMs, to, gapMs: gapMs === null ? null : Math.round(gapMs) }],
    },
  );
}

/** On each tick: time without a frame of an ad is a stall, unless the viewer holds the picture, or wants another. */
export function watchStall(turn: Turn, run: FilledRun): void {
  const { nowMs, player } = turn.state;
  if (run.phase !== 'playing' || run.strategy === 'overlay') return;
  if (player.held || player.hidden || isSought(turn.state)) return tellStory(turn, run, { heldAtMs: nowMs });
  const { stalls = 0, stalledMs = 0, heldAtMs = 0, stalledAtMs = 0 } = run.story ?? {};
  const since = Math.max(run.movedAtMs, heldAtMs);
  if (nowMs - since <= STALL_MS) return;
  const isNew = stalledAtMs <= since;
  tellStory(turn, run, {
    stalls: isNew ? stalls + 1 : stalls,
    stalledMs: stalledMs + nowMs - Math.max(since, stalledAtMs),
    stalledAtMs: nowMs,
  });
}
