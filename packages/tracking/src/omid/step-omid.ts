import { stepAd } from '../step-ad.js';
import type { AdFact } from '../ad-fact.js';
import { commandsFor } from './media-commands.js';
import type { OmidCommand } from './omid-command.js';
import type { OmidFact } from './omid-fact.js';
import { notRun, type OmidSession, type OmidStep } from './omid-session.js';
import { type Heard, hearQuiet, type Open } from './hear-quiet.js';

const ENDS: readonly OmidFact['type'][] = ['ended', 'cut', 'skipped', 'failed', 'not-used', 'overlay-closed'];

/** What a fact means for the measuring session of one ad. One that means nothing here changes nothing. */
export function stepOmid(state: OmidSession, fact: OmidFact): OmidStep {
  if (state.phase === 'over') return nothing(state);
  switch (fact.type) {
    case 'session-started':
      return started(state);
    case 'unavailable':
      return giveUp(state, fact.reason);
    case 'script-failed':
      return scriptFailed(state, fact.index);
    case 'session-finished':
      return finish([]);
    case 'tick':
      if (state.phase === 'starting' && fact.nowMs >= state.deadlineMs) return giveUp(state, 3);
      return say(hearQuiet(state, fact));
    case 'fullscreen-entered':
      return say({ measured: state, commands: [{ type: 'playerStateChange', state: 'fullscreen' }] });
    case 'fullscreen-left':
      return say({ measured: state, commands: [{ type: 'playerStateChange', state: 'normal' }] });
    case 'invitation-accepted':
      return say({ measured: state, commands: [{ type: 'adUserInteraction', interaction: 'invitationAccept' }] });
    default:
      return hearAd(state, fact);
  }
}

/** The same rules as for beacons say what is due. */
function hearAd(state: Open, fact: AdFact): OmidStep {
  const { measured: heard, commands: moved } = hearQuiet(state, fact);
  const { state: tracking, due } = stepAd(heard.tracking, fact);
  const volume = fact.type === 'muted' ? 0 : fact.type === 'unmuted' ? 1 : heard.volume;
  const measured: Open = { ...heard, tracking, volume };
  const commands = [...moved, ...commandsFor(due, measured)];
  if (ENDS.indexOf(fact.type) < 0) return say({ measured, commands });
  if (fact.type === 'failed') commands.push({ type: 'sessionError', message: `VAST error ${fact.vastError}` });
  // Whoever never saw its ad on the screen has nothing to complain of.
  if (state.phase === 'starting') return state.tracking.phase === 'waiting' ? finish([]) : giveUp(state, 3);
  return finish(commands);
}

function started(state: Open): OmidStep {
  if (state.phase === 'running') return nothing(state);
  const { waiting, tracking, resources, volume, vast, quietSinceMs, lastFrameMs, buffering } = state;
  const measured = { tracking, resources, volume, vast, quietSinceMs, lastFrameMs, buffering };
  return {
    state: { ...measured, phase: 'running' },
    commands: [{ type: 'loaded', vast: state.vast }, ...waiting],
    notExecuted: [],
  };
}

function scriptFailed(state: Open, index: number): OmidStep {
  if (!state.resources.some((one) => one.index === index)) return nothing(state);
  const resources = state.resources.filter((one) => one.index !== index);
  const notExecuted = [notRun(index, 3)];
  return resources.length > 0
    ? { state: { ...state, resources }, commands: [], notExecuted }
    : { ...finish([]), notExecuted };
}

/** A session that had started has run its scripts. */
function giveUp(state: Open, reason: 2 | 3): OmidStep {
  const missed = state.phase === 'starting' ? state.resources.map(({ index }) => notRun(index, reason)) : [];
  return { ...finish([]), notExecuted: missed };
}

/** Calls wait until the session has started. */
function say({ measured, commands }: Heard): OmidStep {
  if (measured.phase === 'running') return { state: measured, commands, notExecuted: [] };
  return nothing({ ...measured, waiting: [...measured.waiting, ...commands] });
}

function finish(commands: readonly OmidCommand[]): OmidStep {
  return { state: { phase: 'over' }, commands: [...commands, { type: 'finish' }], notExecuted: [] };
}

const nothing = (state: OmidSession): OmidStep => ({ state, commands: [], notExecuted: [] });
