import { askWhenDue, leadOf } from '../decision/ask.js';
import type { ContentFrame, PlayerFact } from '../player-port.js';
import { type BreakRun, filled } from '../run/break-run.js';
import { close } from '../run/close.js';
import { type PlayerState, shareOf } from '../state.js';
import { amend, change, type Turn } from '../turn.js';
import { hearBreaks, hearSignals } from './hear-signals.js';

/** Players jump over holes of no more than this. */
const HOLE_MS = 1000;

type Standing = 'paused' | 'resumed' | 'muted' | 'unmuted' | 'fullscreen-entered' | 'fullscreen-left';

/** Hears a player fact: notes what is now true of the player, then lets each break follow. */
export function onPlayer(turn: Turn, fact: PlayerFact): void {
  const { player } = turn.state;
  switch (fact.type) {
    case 'content-frame':
      return onContentFrame(turn, fact);
    case 'play-state': {
      const { state } = fact;
      // Who ends a pause wants to watch, though there may be nothing to show yet.
      const goesOn = player.playState === 'paused' && (state === 'playing' || state === 'waiting');
      note(turn, { playState: state });
      return onPlayState(turn, goesOn ? 'playing' : state);
    }
    case 'seeking':
      return onSeeking(turn, fact.mediaMs);
    case 'ad-play-state':
      return onPlayState(turn, fact.state);
    case 'volume':
      note(turn, { muted: fact.muted });
      return fact.muted === player.muted ? undefined : trackCurrent(turn, fact.muted ? 'muted' : 'unmuted');
    case 'fullscreen':
      note(turn, { fullscreen: fact.on });
      return trackCurrent(turn, fact.on ? 'fullscreen-entered' : 'fullscreen-left');
    case 'page':
      note(turn, { hidden: fact.hidden });
      onHold(turn);
      return onVisibility(turn);
    case 'visibility':
      note(turn, { visibleShare: fact.share });
      return onVisibility(turn);
    case 'heard':
      return hearSignals(turn, fact, null);
    case 'quality':
      return note(turn, { quality: fact });
    case 'rendition':
      return note(turn, { rendition: fact });
    case 'stream': {
      const { live, durationMs } = fact;
      amend(turn, { live, durationMs });
      for (const run of turn.state.runs)
        if (run.phase === 'signalled') change(turn, run, { insert: !!run.brk.position || !live });
      return;
    }
    case 'latency':
      return note(turn, { latencyMs: Math.round(fact.latencyMs) });
    case 'content-failed': {
      const { url, status, fatal, detail } = fact;
      if (url !== null) note(turn, { failedUrl: { url, status } });
      return fatal ? turn.ads?.onFatal(turn, url, detail) : undefined;
    }
    default:
      return turn.ads?.onAdFact(turn, fact);
  }
}

function onContentFrame(turn: Turn, frame: ContentFrame): void {
  const { mediaMs, bufferMs = null } = frame;
  const programMs = turn.ads?.contentTime(turn, frame.programMs) ?? frame.programMs;
  const { player, nowMs } = turn.state;
  const hasMoved = mediaMs !== player.mediaMs;
  note(turn, { mediaMs, programMs, bufferMs, movedAtMs: hasMoved ? nowMs : player.movedAtMs });
  for (const { brk, leadMs, insert, announcedAtMs } of turn.state.runs)
    // Heard before the player knew where it was: what has passed since and what is still to come.
    if (leadMs === null)
      change(
        turn,
        { brk },
        { leadMs: (leadOf(turn.state, brk) ?? 0) + (insert ? 0 : Math.round(nowMs - announcedAtMs)) },
      );
  hearBreaks(turn, { type: 'programme', programMs });
  turn.ads?.hearFrame(turn, frame);
  for (const run of turn.state.runs) follow(turn, run, frame, hasMoved);
}

function follow(turn: Turn, one: BreakRun, frame: ContentFrame, hasMoved: boolean): void {
  const run = filled(one);
  if (run) turn.ads?.follow(turn, run, frame, hasMoved);
  // On demand a seek may have come near it.
  else if (one.insert) askWhenDue(turn, one);
  // The break is over before its decision was even asked for.
  else if (one.phase === 'signalled' && one.endsAt !== null && frame.programMs >= one.endsAt) close(turn, one);
}

/** A seek of the session's own is the first behind its order, and a player that gets over a hole goes less far. */
function onSeeking(turn: Turn, mediaMs: number): void {
  const { player, nowMs, viewer } = turn.state;
  const { ordered } = viewer ?? {};
  const isFarFrom = (atMs: number | null): boolean => atMs !== null && Math.abs(mediaMs - atMs) > HOLE_MS;
  if (!ordered) {
    const { soughtAtMs = -Infinity, soughtToMs = null, movedAtMs } = player;
    // Asked for again, a place gets no more time.
    const isSame = soughtToMs !== null && !isFarFrom(soughtToMs) && (movedAtMs ?? 0) <= soughtAtMs;
    if (isFarFrom(player.mediaMs) && !isSame) note(turn, { soughtAtMs: nowMs, soughtToMs: mediaMs });
    return;
  }
  const { mediaMs: ours = mediaMs } = ordered;
  const told = { ...ordered, mediaMs: ours, isLeft: ordered.isLeft || isFarFrom(ours) };
  amend(turn, { viewer: { ...viewer, ordered: told } });
}

/** Pause and resume by intent; waiting for data is neither. */
function onPlayState(turn: Turn, state: PlayerState['playState']): void {
  if (state !== 'paused' && state !== 'playing') return;
  note(turn, { held: state === 'paused' });
  onHold(turn);
}

/** In the background counts as paused, whatever the element does there. */
function onHold(turn: Turn): void {
  const { held, hidden } = turn.state.player;
  trackCurrent(turn, held || hidden ? 'paused' : 'resumed');
}

function onVisibility(turn: Turn): void {
  turn.ads?.trackCurrent(turn, { type: 'visibility', share: shareOf(turn.state.player) });
}

function trackCurrent(turn: Turn, type: Standing): void {
  turn.ads?.trackCurrent(turn, { type });
}

function note(turn: Turn, change: Partial<PlayerState>): void {
  amend(turn, { player: { ...turn.state.player, ...change } });
}
