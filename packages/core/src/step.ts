import type { Break, WallMs } from '@cutaway/model';
import { announce, askWhenDue } from './decision/ask.js';
import { giveUpDecision, onCodeMissing, onDecision } from './decision/on-decision.js';
import type { Effect } from './effect.js';
import type { Fact } from './fact.js';
import { onPlayer } from './hear/on-player.js';
import { onPlaylist } from './hear/on-playlist.js';
import { nameSession, onConsent, onIdentity } from './privacy/hear-privacy.js';
import { onStorageFailed, openKeep } from './outbox/open-keep.js';
import { isLeft } from './run/break-run.js';
import { close } from './run/close.js';
import type { SessionState } from './state.js';
import { addCause, amend, type Code, command, type Turn } from './turn.js';
import { NOTHING, refreshView } from './view.js';

/** The whole session as one pure function: a fact in, the next state and what is wanted outside. */
export function step(
  before: SessionState,
  fact: Fact,
  nowMs: WallMs,
  code: Code,
): { readonly state: SessionState; readonly effects: readonly Effect[] } {
  // A replay has the code from its first fact on: what a session did without it is to be done again without it.
  const ads = before.hasCode || fact.type === 'code-loaded' ? code.ads : null;
  const turn: Turn = { state: { ...before, nowMs }, effects: [], ...code, ads };
  if (before.alive) hear(turn, fact);
  else if (fact.type === 'playlist') turn.effects.push({ type: 'serve', text: fact.loaded.text });
  else if (fact.type === 'reply' && fact.purpose.of === 'beacon')
    turn.ads?.onLateReply(turn, fact.purpose.key, fact.reply);
  if (turn.state.alive) refreshView(turn);
  return turn;
}

function hear(turn: Turn, fact: Fact): void {
  switch (fact.type) {
    case 'started':
      return start(turn, fact);
    case 'connected':
      return turn.state.config.breaks.indexOf('start') < 0 ? undefined : announce(turn, PRE_ROLL);
    case 'playlist':
      return onPlaylist(turn, fact);
    case 'reply':
      return onReply(turn, fact);
    case 'intent':
      return turn.ads?.onIntent(turn, fact.intent);
    case 'omid':
      return turn.ads?.onOmid(turn, fact.adInstanceId, fact.heard);
    case 'code-loaded':
      return amend(turn, { hasCode: true });
    case 'code-missing':
      return onCodeMissing(turn, fact.breakId, fact.detail);
    case 'storage':
      return turn.ads?.onStorage(turn, fact.said);
    case 'policy-said':
      return turn.ads?.onPolicy(turn, fact.key, fact.answer);
    case 'lifecycle':
      if (fact.now !== 'visible') turn.ads?.sendTelemetry(turn);
      return turn.ads?.onLifecycle(turn, fact.now);
    case 'effect-failed':
      return onEffectFailed(turn, fact);
    case 'consent':
      return onConsent(turn, fact.consent, fact.detail);
    case 'identity':
      return onIdentity(turn, fact.identity, fact.detail);
    case 'viewing':
      return amend(turn, { viewing: fact.viewing });
    case 'ahead':
      return turn.ads?.onAhead(turn, fact.missing);
    case 'captions':
      return turn.ads?.onCaptions(turn, fact);
    case 'attested':
      return amend(turn, { attestation: fact.token });
    case 'tick':
      return onTick(turn);
    case 'destroyed':
      return end(turn);
    default:
      return onPlayer(turn, fact);
  }
}

/** The pre-roll that the application wants. */
const PRE_ROLL: Break = {
  id: 'app@start',
  kind: 'linear',
  carrier: 'app',
  startsAt: 0,
  plannedMs: null,
  autoReturn: false,
  upids: [],
  segmentationTypeId: null,
  position: 'pre',
};

function start(turn: Turn, fact: Extract<Fact, { type: 'started' }>): void {
  const { seed: random, player, hasUi, hasStorage, hasCode, automated = null } = fact;
  amend(turn, { random, hasUi, hasCode, automated, player: { ...turn.state.player, ...player } });
  amend(turn, { sessionId: nameSession(turn) });
  if (hasStorage) openKeep(turn);
}

function onReply(turn: Turn, { purpose, reply }: Extract<Fact, { type: 'reply' }>): void {
  if (purpose.of === 'decision') onDecision(turn, purpose.breakId, reply);
  else if (purpose.of === 'wrapper') turn.reader?.onWrapper(turn, purpose.breakId, purpose.key, reply);
  else turn.ads?.onOther(turn, purpose, reply);
}

function onTick(turn: Turn): void {
  for (const run of turn.state.runs) {
    askWhenDue(turn, run);
    giveUpDecision(turn, run);
  }
  turn.reader?.onTick?.(turn);
  turn.ads?.tick(turn);
}

/** Something outside refused: what hung on it goes on without it. */
function onEffectFailed(turn: Turn, { effect, detail }: Extract<Fact, { type: 'effect-failed' }>): void {
  const { type } = effect;
  if (type === 'storage') return onStorageFailed(turn, effect.order, detail);
  // A cause of its own would come to the same listener, for ever: the trace has it.
  if (type === 'tell' && effect.event.type === 'cause') return;
  addCause(turn, null, 'INTERNAL', `${type === 'player' ? effect.command.type : type}: ${detail}`);
  turn.ads?.onPortFailed(turn, effect, detail);
}

/** The application is done: content is left as it was found, and nothing more is said. */
function end(turn: Turn): void {
  if (turn.state.runs.length > 0) command(turn, { type: 'show-content' });
  // Nobody comes back to it any more.
  for (const run of turn.state.runs) if (isLeft(run)) close(turn, run);
  turn.ads?.sendTelemetry(turn);
  turn.effects.push({ type: 'view', view: NOTHING });
  amend(turn, { alive: false, runs: [] });
  turn.ads?.endSession(turn);
}
