import type { SessionState } from '../state.js';
import type { Policies } from './policy-options.js';

/** Content that may be live, as long as nobody knows that it is not. */
export const LIVE_POLICIES: Policies = {
  seekOver: 'last',
  rewatch: 'replay',
  onHidden: 'resume',
  staleMs: 30_000,
  longPauseMs: 600_000,
  catchUp: 'rate',
  catchUpRate: 1.03,
  adRate: 'normal',
  onBlackout: 'leave',
  underrun: 'content',
  slate: null,
};

export const VOD_POLICIES: Policies = { ...LIVE_POLICIES, longPauseMs: null, catchUp: 'off' };

/** What a viewer may hear faster without noticing. */
const MOST_RATE = 1.05;

/** What this session does now: what the application said, else what suits its content and its device. */
export function policiesOf({ config, live, player }: SessionState): Policies {
  const { policies } = config;
  const defaults = live === false ? VOD_POLICIES : LIVE_POLICIES;
  // A set with one decoder is one that plays at one rate only, as far as is known.
  const device = player.secondElement ? null : { catchUp: 'off' as const };
  const all = { ...defaults, ...device, ...policies };
  return { ...all, catchUpRate: Math.max(1, Math.min(MOST_RATE, all.catchUpRate)) };
}
