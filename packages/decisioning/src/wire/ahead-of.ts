import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Asker } from '../decide/decider.js';
import { PLAN_REFRESH_MS } from '../http/send-plan.js';
import type { LiveRoom } from '../live/live-room.js';

/**
 * What an answer says of breaks to come on the request's channel: the nearest, and the address that has the same for all players. Of
 * a channel for which nothing is planned only the address.
 */
export function aheadOf(
  live: Pick<LiveRoom, 'hints'>,
  { viewing, kind }: Pick<DecisionRequest, 'viewing' | 'kind'>,
  { baseUrl }: Pick<Asker, 'baseUrl'>,
): Pick<DecisionReply, 'hints' | 'plan'> {
  const channel = viewing?.content?.channel;
  if (channel === undefined || kind === 'overlay') return {};
  const hints = live.hints(channel);
  const plan = { url: `${baseUrl}/v1/live/${encodeURIComponent(channel)}/plan`, refreshMs: PLAN_REFRESH_MS };
  return hints.length > 0 ? { plan, hints } : { plan };
}
