import type { DecisionReply } from '@cutaway/model';
import type { BreakRun } from '../run/break-run.js';
import { amend, type Turn } from '../turn.js';
import { NO_AHEAD } from './ahead-state.js';
import { pickAds } from './pick-ads.js';
import { timesSeen } from './seen.js';

/** Ads that were taken and never showed are forgotten beyond this many. */
const MOST_COUNTS = 64;

/** The pod for this device, of an answer that is for many: none of its ads is over its limit here. */
export function pick(turn: Turn, { brk, endsAt, insert }: BreakRun, reply: DecisionReply): DecisionReply {
  const { ahead = NO_AHEAD, config, nowMs } = turn.state;
  const { pod, counts = [], stitched } = reply;
  if (!config.asks.picks || stitched) return reply;
  const lengthMs = insert || endsAt === null ? null : endsAt - brk.startsAt;
  const ads = pickAds(reply, lengthMs, (rule) => timesSeen(ahead.seen, rule, nowMs));
  const taken = counts.filter(({ adInstanceId }) => ads.some((ad) => ad.adInstanceId === adInstanceId));
  amend(turn, { ahead: { ...ahead, counts: [...ahead.counts, ...taken].slice(-MOST_COUNTS) } });
  return { ...reply, pod: { ...pod, ads } };
}
