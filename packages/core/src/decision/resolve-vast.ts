import { DECISION_PROTOCOL } from '@cutaway/model';
import {
  continueResolve,
  continueVmap,
  startResolve,
  type ResolveOptions,
  type ResolveStep,
  type VmapStep,
} from '@cutaway/vast';
import type { HttpReply } from '../ports.js';
import type { DecidingRun, Resolving } from '../run/break-run.js';
import { closeUnfilled, tellFailures } from '../run/close.js';
import { isBarred } from '../privacy/privacy.js';
import { runOf, change, type Turn } from '../turn.js';
import { failureOf } from './on-decision.js';
import { fetchAll } from './fetch-all.js';
import { followVmap, isVmap, resolveVmap } from './resolve-vmap.js';
import { tagMacros, tagUrl } from './tag-macros.js';

/** The decision answered VAST or VMAP: wrappers are fetched within what is left of the budget, all of them together. */
export function resolveVast(turn: Turn, run: DecidingRun, reply: HttpReply): void {
  const { status, text: xml } = reply;
  // An ad tag without an ad may answer 204: a response without content.
  const failure = status === 204 ? null : failureOf(reply);
  if (failure) return closeUnfilled(turn, run, [failure]);
  const options = resolveOptions(turn, run);
  if (isVmap(xml)) return resolveVmap(turn, run, xml, options);
  follow(turn, run, startResolve(xml, options));
}

/** How the answer to a decision is read. */
export function resolveOptions({ state }: Turn, run: DecidingRun): ResolveOptions {
  const { sessionId, config } = state;
  return {
    ...config.wrappers,
    // What may not go over plain http is asked for over https.
    ...(isBarred(state.privacy, 'http:') && { upgradeInsecure: true }),
    prefix: `${sessionId}-${run.brk.id}`,
    tagUrl: tagUrl(state, run),
    macros: tagMacros(state, run),
    deadlineMs: run.deadlineMs,
  };
}

/** A wrapper answered, or will not: all asked at once had the same time. 204 is an answer without an ad. */
export function onWrapper(turn: Turn, breakId: string, key: string, { status, text, failure }: HttpReply): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'deciding' || !run.resolving) return;
  if (failure === 'timeout') return resolveWithWhatCame(turn, run);
  const { step } = run.resolving;
  const answers = { ...run.resolving.answers, [key]: status === 200 || status === 204 ? text : null };
  const resolving = { step, answers };
  if (step.requests.every((one) => one.key in answers)) return resolveWith(turn, run, resolving);
  change(turn, run, { ...run, resolving });
}

/** Goes on with the answers that came; a wrapper without one leads to no ad. */
export function resolveWithWhatCame(turn: Turn, run: DecidingRun): void {
  if (run.resolving) resolveWith(turn, run, run.resolving);
}

function resolveWith(turn: Turn, run: DecidingRun, { step, answers }: Resolving): void {
  const { nowMs } = turn.state;
  if (isOfVmap(step)) followVmap(turn, run, continueVmap(step, answers, nowMs));
  else follow(turn, run, continueResolve(step, answers, nowMs));
}

function isOfVmap(step: Resolving['step']): step is Extract<VmapStep, { type: 'fetch' }> {
  return 'breaks' in step.state;
}

function follow(turn: Turn, run: DecidingRun, step: ResolveStep): void {
  const { id } = run.brk;
  if (step.type === 'fetch') return fetchAll(turn, run, step);
  const { ads, spares, failures } = step;
  if (step.type === 'failed') return closeUnfilled(turn, run, failures);
  tellFailures(turn, run, failures);
  const pod = { id, breakId: id, beaconedBy: 'client' as const, ads };
  turn.ads?.accept(turn, run, { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [] }, spares);
}
