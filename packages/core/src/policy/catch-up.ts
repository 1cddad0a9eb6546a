import { type FilledRun, onScreen } from '../run/break-run.js';
import type { Turn } from '../turn.js';
import { policiesOf } from './policies.js';
import { orderRate, restoreRate } from './rate.js';
import { seekTo } from './seek-to.js';
import { noteViewer, viewerOf } from './note-viewer.js';

/** Latency is told about once a second: after this it is that of content after the break. */
const SETTLES_MS = 2500;
/** A segment, as long as no playlist has said how long one is. */
const SEGMENT_MS = 4000;
/** As good as where the viewer was. */
const DONE_MS = 200;
/** A rate that nobody notices would take too long for more than this. */
const BY_RATE_MS = 10_000;

/** Ads are over: where the viewer was before them he is to be again (R82, R83), unless it was he who held them up. */
export function wantCatchUp(turn: Turn, run: FilledRun): void {
  const { state } = turn;
  const { heldIn, detour } = viewerOf(state);
  const { latencyBeforeMs, brk } = run;
  if (state.live === false || latencyBeforeMs === null || heldIn === brk.id || detour) return;
  if (policiesOf(state).catchUp !== 'off')
    noteViewer(turn, { catchUp: { toMs: latencyBeforeMs, fromMs: state.nowMs + SETTLES_MS } });
}

/** On each tick: behind by more than a segment means faster, or a jump. */
export function catchUp(turn: Turn): void {
  const { state } = turn;
  const { nowMs, player, runs } = state;
  const { catchUp: wanted, rate: ours, last, segmentMs = SEGMENT_MS } = viewerOf(state);
  if (!wanted || nowMs < wanted.fromMs || player.latencyMs === null || !last) return;
  if (onScreen(runs) || player.held || player.hidden) return giveUp(turn);
  const lagMs = player.latencyMs - wanted.toMs;
  if (ours) return lagMs <= DONE_MS ? giveUp(turn) : undefined;
  // Another rate than 1 is the player's own way to catch up, or what the viewer wants.
  if (lagMs <= segmentMs || last.rate !== 1) return giveUp(turn);
  const { catchUp: how, catchUpRate } = policiesOf(state);
  if (how === 'rate' && lagMs <= BY_RATE_MS) return orderRate(turn, catchUpRate, 1);
  const toMs = last.programMs + lagMs;
  giveUp(turn);
  if (!runs.some(({ brk }) => brk.startsAt > last.programMs && brk.startsAt <= toMs)) seekTo(turn, toMs);
}

function giveUp(turn: Turn): void {
  noteViewer(turn, { catchUp: undefined });
  restoreRate(turn);
}
