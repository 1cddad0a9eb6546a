import { followContent, onAdEnded, onAdFailed, onAdReady, prepareElement } from '../playback/second-element.js';
import { followOverlay } from '../playback/overlay.js';
import { followSpans } from '../playback/follow-spans.js';
import { breakDown } from '../playback/watchdog.js';
import type { PlayerFact } from '../player-port.js';
import { type BreakRun, filled, onScreen } from '../run/break-run.js';
import { close } from '../run/close.js';
import { showFrame, tellContent } from '../run/show.js';
import { track } from '../run/track.js';
import type { PlayerState } from '../state.js';
import { amend, runWith, type Turn } from '../turn.js';
import { hearBreaks, hearSignals } from './hear-signals.js';

/** Hears a player fact: notes what is now true of the player, then lets each break follow. */
export function onPlayer(turn: Turn, fact: PlayerFact): void {
  const { player, nowMs } = turn.state;
  switch (fact.type) {
    case 'content-frame':
      return onContentFrame(turn, fact);
    case 'play-state':
      note(turn, { playState: fact.state });
      // A pause is no stall.
      if (player.playState === 'paused' && fact.state === 'playing') note(turn, { movedAtMs: nowMs });
      return onPlayState(turn, fact.state);
    case 'ad-play-state':
      return onPlayState(turn, fact.state);
    case 'volume':
      note(turn, { muted: fact.muted });
      return fact.muted === player.muted ? undefined : trackCurrent(turn, fact.muted ? 'muted' : 'unmuted');
    case 'heard':
      return hearSignals(turn, fact, null);
    case 'latency':
      return note(turn, { latencyMs: Math.round(fact.latencyMs) });
    case 'content-failed': {
      const { url, status, fatal, detail } = fact;
      if (url !== null) note(turn, { failedUrl: { url, status } });
      for (const run of turn.state.runs) if (fatal) breakDown(turn, run.brk.id, detail);
      return;
    }
    case 'ad-ready':
      return onAdReady(turn, fact.adInstanceId);
    case 'ad-frame': {
      const run = runWith(turn, fact.adInstanceId);
      if (!run) return;
      showFrame(turn, run, fact.adInstanceId, Math.max(0, Math.round(fact.adMs)));
      return prepareElement(turn, run.brk.id);
    }
    case 'ad-ended':
      return onAdEnded(turn, fact.adInstanceId);
    case 'ad-failed':
      return onAdFailed(turn, fact.adInstanceId, fact.error, fact.detail);
  }
}

type Frame = Extract<PlayerFact, { type: 'content-frame' }>;

function onContentFrame(turn: Turn, frame: Frame): void {
  const { mediaMs, programMs } = frame;
  const { player, nowMs } = turn.state;
  const hasMoved = mediaMs !== player.mediaMs;
  note(turn, { mediaMs, programMs, movedAtMs: hasMoved ? nowMs : player.movedAtMs });
  hearBreaks(turn, { type: 'programme', programMs });
  for (const run of turn.state.runs) follow(turn, run, frame, hasMoved);
}

function follow(turn: Turn, one: BreakRun, { programMs, uri }: Frame, hasMoved: boolean): void {
  const run = filled(one);
  if (!run) {
    // The break is over before its decision was even asked for.
    if (one.phase === 'signalled' && one.endsAt !== null && programMs >= one.endsAt) close(turn, one);
  } else if (run.phase === 'returning') {
    if (!hasMoved || run.orderFailed) return;
    tellContent(turn, run);
    close(turn, run);
  } else if (run.strategy === 'secondElement') followContent(turn, run, programMs);
  else if (run.strategy === 'overlay') followOverlay(turn, run, programMs);
  else followSpans(turn, run, programMs, uri ?? null);
}

/** Pause and resume by intent; waiting for data is neither. */
function onPlayState(turn: Turn, state: PlayerState['playState']): void {
  if (state === 'paused') trackCurrent(turn, 'paused');
  if (state === 'playing') trackCurrent(turn, 'resumed');
}

function trackCurrent(turn: Turn, type: 'paused' | 'resumed' | 'muted' | 'unmuted'): void {
  const run = onScreen(turn.state.runs);
  if (run) track(turn, run.current, { type });
}

function note(turn: Turn, change: Partial<PlayerState>): void {
  amend(turn, { player: { ...turn.state.player, ...change } });
}
