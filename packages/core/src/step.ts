import type { WallMs } from '@cutaway/model';
import { askWhenDue } from './decision/ask.js';
import { giveUpDecision, onDecision } from './decision/accept.js';
import type { Effect } from './effect.js';
import type { Fact, HttpPurpose } from './fact.js';
import { onIntent } from './hear/on-intent.js';
import { onPlayer } from './hear/on-player.js';
import { onPlaylist } from './hear/on-playlist.js';
import { giveUpMedia, onAdMedia } from './playback/prepare-stitch.js';
import { onAdFailed } from './playback/second-element.js';
import { onOverlayIntent } from './playback/overlay.js';
import { watch } from './playback/watchdog.js';
import type { HttpReply } from './ports.js';
import { stepQueue } from './run/track.js';
import type { SessionState } from './state.js';
import { putRun, tell, type Turn } from './turn.js';
import { refreshView } from './view.js';

/** The whole session as one pure function: a fact in, the next state and what is wanted outside. */
export function step(
  before: SessionState,
  fact: Fact,
  nowMs: WallMs,
): { readonly state: SessionState; readonly effects: readonly Effect[] } {
  if (!before.alive)
    return { state: before, effects: fact.type === 'playlist' ? [{ type: 'serve', text: fact.loaded.text }] : [] };
  const turn: Turn = { state: { ...before, nowMs }, effects: [] };
  hear(turn, fact);
  if (turn.state.alive) refreshView(turn);
  return turn;
}

function hear(turn: Turn, fact: Fact): void {
  switch (fact.type) {
    case 'started':
      return start(turn, fact);
    case 'playlist':
      return onPlaylist(turn, fact.loaded);
    case 'reply':
      return onReply(turn, fact.purpose, fact.reply);
    case 'beacon-done':
      return onBeaconDone(turn, fact.key, fact.delivered);
    case 'intent':
      return onIntent(turn, fact.intent);
    case 'effect-failed':
      return onEffectFailed(turn, fact);
    case 'tick':
      return onTick(turn);
    case 'destroyed':
      return end(turn);
    default:
      return onPlayer(turn, fact);
  }
}

function start(turn: Turn, { seed, player, hasUi }: Extract<Fact, { type: 'started' }>): void {
  const { state } = turn;
  const { name, rewritesPlaylists, secondElement, hls, mp4 } = player;
  const sessionId = `s${seed.toString(36)}${Math.floor(state.nowMs).toString(36)}`;
  turn.state = {
    ...state,
    sessionId,
    random: seed,
    hasUi,
    player: { ...state.player, name, rewritesPlaylists, secondElement, hls, mp4 },
  };
}

function onReply(turn: Turn, purpose: HttpPurpose, reply: HttpReply): void {
  if (purpose.of === 'decision') onDecision(turn, purpose.breakId, reply);
  else onAdMedia(turn, purpose, reply);
}

function onTick(turn: Turn): void {
  for (const run of turn.state.runs) {
    askWhenDue(turn, run);
    giveUpDecision(turn, run);
    giveUpMedia(turn, run.brk.id);
  }
  for (const run of turn.state.runs) watch(turn, run);
  stepQueue(turn, { type: 'tick', nowMs: turn.state.nowMs });
}

function onBeaconDone(turn: Turn, key: string, delivered: boolean): void {
  const beacon = turn.state.outbox.inFlight.find((one) => one.beacon.key === key)?.beacon;
  stepQueue(turn, delivered ? { type: 'sent', key } : { type: 'failed', key, nowMs: turn.state.nowMs });
  if (delivered && beacon !== undefined) tell(turn, 'beacon', { atMs: turn.state.nowMs, beacon, stage: 'delivered' });
}

/** Something outside refused: what hung on it goes on without it. */
function onEffectFailed(turn: Turn, { effect, subject, detail }: Extract<Fact, { type: 'effect-failed' }>): void {
  tell(turn, 'cause', {
    atMs: turn.state.nowMs,
    breakId: null,
    cause: { name: 'INTERNAL', adInstanceId: subject, detail: `${effect}: ${detail}` },
  });
  if ((effect === 'show-ad' || effect === 'prepare-ad') && subject !== null)
    onAdFailed(turn, subject, 'ELEMENT_REFUSED', detail);
  if (effect === 'view' && subject !== null)
    onOverlayIntent(turn, { type: 'overlay-failed', adInstanceId: subject, detail });
  if (effect === 'show-content' || effect === 'reload-content') {
    for (const run of turn.state.runs) if (run.phase === 'returning') putRun(turn, { ...run, orderFailed: true });
  }
}

/** The application is done: content is left as it was found, and nothing more is said. */
function end(turn: Turn): void {
  const isInBreak = turn.state.runs.some((run) => run.phase !== 'signalled' && run.phase !== 'deciding');
  if (isInBreak) turn.effects.push({ type: 'player', command: { type: 'show-content' } });
  turn.effects.push({ type: 'view', view: { ad: null, overlay: null } });
  turn.state = { ...turn.state, alive: false, runs: [] };
}
