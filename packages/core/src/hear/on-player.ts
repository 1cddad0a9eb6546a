import { stepBreaks } from '@cutaway/signals';
import { followContent, onAdEnded, onAdFailed, onAdReady, prepareElement } from '../playback/second-element.js';
import { followOverlay } from '../playback/overlay.js';
import { followSpans } from '../playback/follow-spans.js';
import { breakDown } from '../playback/watchdog.js';
import type { PlayerFact } from '../player-port.js';
import { type BreakRun, filled } from '../run/break-run.js';
import { close } from '../run/close.js';
import { showFrame } from '../run/show.js';
import { track } from '../run/track.js';
import type { PlayerState } from '../state.js';
import { tell, type Turn } from '../turn.js';
import { onNotice } from './on-notice.js';

/** Hears a player fact: notes what is now true of the player, then lets each break follow. */
export function onPlayer(turn: Turn, fact: PlayerFact): void {
  switch (fact.type) {
    case 'content-frame':
      return onContentFrame(turn, fact);
    case 'play-state':
      return onPlayState(turn, fact.state);
    case 'volume':
      return onVolume(turn, fact.muted);
    case 'latency':
      return note(turn, { latencyMs: Math.round(fact.latencyMs) });
    case 'content-failed':
      return onContentFailed(turn, fact);
    case 'ad-ready':
      return onAdReady(turn, fact.adInstanceId);
    case 'ad-frame': {
      const run = turn.state.runs.find((one) =>
        filled(one)?.ads.some(({ ad }) => ad.adInstanceId === fact.adInstanceId),
      );
      if (run === undefined) return;
      showFrame(turn, run.brk.id, fact.adInstanceId, Math.max(0, Math.round(fact.adMs)));
      return prepareElement(turn, run.brk.id);
    }
    case 'ad-play-state':
      return onIntentState(turn, fact.state);
    case 'ad-ended':
      return onAdEnded(turn, fact.adInstanceId);
    case 'ad-failed':
      return onAdFailed(turn, fact.adInstanceId, fact.error, fact.detail);
  }
}

function onContentFrame(turn: Turn, { mediaMs, programMs, uri }: Extract<PlayerFact, { type: 'content-frame' }>): void {
  const moved = mediaMs !== turn.state.player.mediaMs;
  note(turn, { mediaMs, programMs, ...(moved ? { movedAtMs: turn.state.nowMs } : {}) });
  const { state, notices } = stepBreaks(turn.state.breaks, { type: 'programme', programMs });
  turn.state = { ...turn.state, breaks: state };
  for (const notice of notices) onNotice(turn, notice);
  for (const run of turn.state.runs) follow(turn, run, { programMs, moved, uri: uri ?? null });
}

interface Frame {
  readonly programMs: number;
  readonly moved: boolean;
  readonly uri: string | null;
}

function follow(turn: Turn, run: BreakRun, { programMs, moved, uri }: Frame): void {
  if (run.phase === 'returning') {
    if (!moved || run.orderFailed) return;
    tell(turn, 'switch', {
      atMs: turn.state.nowMs,
      breakId: run.brk.id,
      to: 'content',
      adInstanceId: null,
      strategy: run.strategy,
    });
    return close(turn, run.brk.id);
  }
  switch (filled(run)?.strategy) {
    case 'stitch':
    case 'serverStitched':
      return followSpans(turn, run, programMs, uri);
    case 'secondElement':
      return followContent(turn, run, programMs);
    case 'overlay':
      return followOverlay(turn, run, programMs);
    case undefined:
      // The break is over before its decision was even asked for.
      if (run.phase === 'signalled' && run.endsAt !== null && programMs >= run.endsAt) close(turn, run.brk.id);
  }
}

function onPlayState(turn: Turn, playState: PlayerState['playState']): void {
  const before = turn.state.player.playState;
  const resumed = before === 'paused' && playState === 'playing';
  note(turn, { playState, ...(resumed ? { movedAtMs: turn.state.nowMs } : {}) });
  onIntentState(turn, playState);
}

/** Pause and resume by intent; waiting for data is neither. */
function onIntentState(turn: Turn, state: PlayerState['playState']): void {
  if (state !== 'paused' && state !== 'playing') return;
  for (const run of turn.state.runs) {
    if (run.phase === 'playing' && run.strategy !== 'overlay')
      track(turn, run.brk.id, run.current, { type: state === 'paused' ? 'paused' : 'resumed' });
  }
}

function onVolume(turn: Turn, muted: boolean): void {
  if (muted === turn.state.player.muted) return;
  note(turn, { muted });
  for (const run of turn.state.runs) {
    if (run.phase === 'playing' && run.strategy !== 'overlay')
      track(turn, run.brk.id, run.current, { type: muted ? 'muted' : 'unmuted' });
  }
}

function onContentFailed(
  turn: Turn,
  { url, status, fatal, detail }: Extract<PlayerFact, { type: 'content-failed' }>,
): void {
  if (url !== null) note(turn, { failedUrl: { url, status } });
  if (!fatal) return;
  for (const run of turn.state.runs) {
    if (run.phase === 'playing' || run.phase === 'armed') breakDown(turn, run.brk.id, detail);
  }
}

function note(turn: Turn, change: Partial<PlayerState>): void {
  turn.state = { ...turn.state, player: { ...turn.state.player, ...change } };
}
