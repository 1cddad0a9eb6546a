import { tickAhead } from '../ahead/reach-ahead.js';
import { askForCaptions } from '../captions/ad-captions.js';
import { TICK_MS } from '../config.js';
import { isUp, type BreakRun } from '../run/break-run.js';
import { tickPolicies } from '../policy/tick-policies.js';
import { tickQueue } from '../run/queue.js';
import { watchMeasuring } from '../run/watch-measuring.js';
import type { PlayerState } from '../state.js';
import { isApart } from '../strategy.js';
import { amend, change, type Turn } from '../turn.js';
import { endInserts } from './end-inserts.js';
import { tickProgramme } from '../vod/tick-programme.js';
import { giveUpMedia } from './prepare-stitch.js';
import { watchLeft } from './watch-left.js';
import { watch } from './watchdog.js';

/** Timers of a page in the background come once a second; later than that, the page stood still. */
const ASLEEP_MS = 1000;

/** What time alone brings about. */
export function tick(turn: Turn): void {
  wake(turn);
  tickProgramme(turn);
  for (const run of turn.state.runs) giveUpMedia(turn, run);
  endInserts(turn);
  askForCaptions(turn);
  for (const run of turn.state.runs) {
    watch(turn, run);
    watchMeasuring(turn, run);
  }
  watchLeft(turn);
  tickAhead(turn);
  tickPolicies(turn);
  tickQueue(turn);
}

/** A frozen page shows no frame, and nobody is to blame: only time that it was awake counts as standing still. */
function wake(turn: Turn): void {
  const { nowMs, tickedAtMs, player } = turn.state;
  amend(turn, { tickedAtMs: nowMs });
  const { detached } = turn.state;
  // Who holds an ad holds the programme, as a pause of content does.
  if (detached && player.held) amend(turn, { detached: { ...detached, atMs: detached.atMs + nowMs - tickedAtMs } });
  if (tickedAtMs === 0) return;
  const passedMs = nowMs - tickedAtMs;
  const sleptMs = passedMs - TICK_MS >= ASLEEP_MS ? passedMs - TICK_MS : 0;
  const isPaused = player.playState === 'paused';
  if (isPaused && player.movedAtMs === null) amend(turn, { player: { ...player, pausedAtMs: nowMs } });
  const idleMs = isPaused ? passedMs : sleptMs;
  if (idleMs > 0)
    amend(turn, { player: { ...turn.state.player, ...stillWith(player, (atMs) => Math.min(nowMs, atMs + idleMs)) } });
  for (const run of turn.state.runs) {
    const isHeld = isUp(run) && isApart(run.strategy) && (isPaused || player.held);
    if (isHeld || sleptMs > 0) shift(turn, run, isHeld ? passedMs : sleptMs, sleptMs);
  }
}

/** A pause is no stall, and ends none: what stood still before it has used up as much of its time. */
function shift(turn: Turn, run: BreakRun, idleMs: number, sleptMs: number): void {
  const { nowMs } = turn.state;
  const later = (atMs: number, byMs: number): number => Math.min(nowMs, atMs + byMs);
  if (run.phase === 'returning') change(turn, run, { ...run, since: later(run.since, sleptMs) });
  if (!isUp(run)) return;
  if (run.phase === 'playing') change(turn, run, { ...run, movedAtMs: later(run.movedAtMs, idleMs) });
  if (run.showing) change(turn, run, { showing: { ...run.showing, atMs: later(run.showing.atMs, sleptMs) } });
}

/** What tells for how long nothing has moved, and since when the viewer has waited for a place. */
function stillWith({ movedAtMs, soughtAtMs }: PlayerState, later: (atMs: number) => number): Partial<PlayerState> {
  return {
    ...(movedAtMs !== null && { movedAtMs: later(movedAtMs) }),
    ...(soughtAtMs !== undefined && { soughtAtMs: later(soughtAtMs) }),
  };
}
