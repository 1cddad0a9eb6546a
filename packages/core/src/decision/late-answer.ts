import type { Cause, DecisionReply, ErrorName } from '@cutaway/model';
import type { BreakRun, DecidingRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { amend, runOf, type Turn } from '../turn.js';
import { distanceMs } from '../vod/distance.js';
import { accept } from './accept.js';

/** Less of a break than this is not worth a switch. */
const LEAST_ROOM_MS = 1500;
/** Of a break that nobody says the length of. */
const OPEN_MS = 30_000;
/** What leaves a break without an answer. One without ads is an answer. */
const NO_ANSWER: readonly ErrorName[] = [
  'DECISION_TIMEOUT',
  'DECISION_FAILED',
  'DECISION_MALFORMED',
  'VAST_MALFORMED',
  'VMAP_PARSING',
];

/**
 * True while an answer that is over its budget can still be used: as long as the break has room, and, where something else could
 * stand in, until that must be got ready.
 */
export function mayWait({ state }: Turn, run: DecidingRun): boolean {
  const { config } = state;
  if (config.hasReader || config.late !== 'use' || run.insert || run.cancelled) return false;
  const startsInMs = distanceMs(state, run.brk);
  const endsInMs = distanceMs(state, { startsAt: run.endsAt ?? run.brk.startsAt + OPEN_MS });
  if (startsInMs === null || endsInMs === null || endsInMs < LEAST_ROOM_MS) return false;
  return startsInMs > config.mediaBudgetMs || !contingencyOf(state, run);
}

/** There is no answer: what was kept for that plays before content does. False: nothing was, or the stream has ads of its own. */
export function standIn(turn: Turn, { brk }: BreakRun, cause: Cause | null): boolean {
  const run = runOf(turn, brk.id);
  if (run?.phase !== 'deciding' || run.polling || !cause || !NO_ANSWER.includes(cause.name)) return false;
  const reply = contingencyOf(turn.state, run);
  const { ahead } = turn.state;
  if (!reply) return false;
  if (reply === ahead?.contingency) amend(turn, { ahead: { ...ahead, contingency: null } }); // its ads are placed once
  accept(turn, run, reply);
  return true;
}

/** The last one that the service gave, else the application's own, whose ads have a name of their own in each break of each session. */
function contingencyOf({ ahead, config, nowMs, sessionId }: SessionState, { brk }: BreakRun): DecisionReply | null {
  const { contingency: told } = ahead ?? {};
  if (told && (told.expiresAtMs ?? Infinity) >= nowMs) return told;
  const { contingency: pod } = config;
  if (!pod || pod.ads.length === 0) return null;
  const ads = pod.ads.map((ad) => ({ ...ad, adInstanceId: `${sessionId}-${brk.id}/${ad.adInstanceId}` }));
  return { protocol: 1, pod: { ...pod, breakId: brk.id, ads }, stitched: null, errorUrls: [] };
}
