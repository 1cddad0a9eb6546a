import { adSpans } from '@cutaway/manifest';
import { DECISION_PROTOCOL, type BeaconParty, type DecisionReply, type DecisionRequest } from '@cutaway/model';
import type { SsaiRun, SsaiState } from './ssai-state.js';

/** Two clocks that read the same signal agree this well on its start. */
const SAME_START_MS = 1000;

/** The run of the break that a player asks about: by its start, else by its id. */
export function findRun(state: SsaiState, request: DecisionRequest): SsaiRun | null {
  const near = state.runs.filter(({ brk }) => Math.abs(brk.startsAt - request.startsAt) <= SAME_START_MS);
  const exact = state.runs.find(({ brk }) => brk.id === request.breakId);
  return near.find((run) => run === exact) ?? near.at(-1) ?? exact ?? null;
}

/**
 * Tells a player which ads the stream holds and where, so that it tracks them and plays nothing itself.
 * The pod is the very one that was stitched; empty where content went through.
 */
export function answerStitched(state: SsaiState, request: DecisionRequest, party: BeaconParty): DecisionReply {
  const run = findRun(state, request);
  const { breakId } = request;
  const empty = { id: `none/${breakId}`, breakId, beaconedBy: party, ads: [] };
  const plan = state.plans.find((one) => one.breakId === run?.brk.id);
  if (run?.phase !== 'stitched' || plan === undefined) {
    const errorUrls = run?.phase === 'passed' && party === 'client' ? run.errorUrls : [];
    return { protocol: DECISION_PROTOCOL, pod: empty, stitched: [], errorUrls };
  }
  const stitched = adSpans(plan).map(({ adInstanceId, startsAt, endsAt }) => ({
    adInstanceId,
    startsAt,
    durationMs: endsAt - startsAt,
  }));
  const { pod, errorUrls } = run.filling;
  return { protocol: DECISION_PROTOCOL, pod, stitched, errorUrls };
}
