import { DECISION_PROTOCOL, type Break, type DecisionRequest } from '@cutaway/model';
import type { HttpPurpose } from '../http-purpose.js';
import { roomOf, type BreakRun } from '../run/break-run.js';
import { holdForConsent } from '../privacy/hold-for-consent.js';
import { privacyFields } from '../privacy/privacy.js';
import { TICK_MS } from '../config.js';
import type { SessionState } from '../state.js';
import { mayHold } from '../hear/hold.js';
import { distanceMs } from '../vod/distance.js';
import { change, command, draw, openRun, request, tell, type Turn } from '../turn.js';

/** A break known long before is asked for this long before the live edge reaches it, not sooner: answers grow old. */
const EARLIEST_MS = 30_000;
/** How long beyond its budget an answer is waited for that can still be used. */
const LATE_MS = 30_000;

/** What a request says of its break alone. */
type AskedFor = Omit<
  DecisionRequest,
  'protocol' | 'sessionId' | 'consent' | 'identity' | 'viewing' | 'publisher' | 'pod' | 'picks' | 'joins'
>;

/** Opens the run of an announced break and sets the moment of its decision request inside the jitter window. */
export function announce(turn: Turn, brk: Break): void {
  const { config, nowMs, publishedEdge, live } = turn.state;
  const insert = !!brk.position || live === false;
  // On demand there is no edge where everybody asks at once: the distance of the playhead decides.
  const edgeLeadMs = insert || publishedEdge === null ? 0 : brk.startsAt - publishedEdge;
  const waitMs = Math.max(0, edgeLeadMs - EARLIEST_MS);
  const roomMs = edgeLeadMs - waitMs - config.budgetMs - config.mediaBudgetMs;
  const jitterMs = Math.max(0, Math.min(config.jitterMs, roomMs)) * draw(turn);
  openRun(turn, {
    phase: 'signalled',
    brk,
    endsAt: plannedEnd(brk),
    insert,
    cancelled: false,
    earlyReturn: false,
    causes: [],
    leadMs: leadOf(turn.state, brk),
    announcedAtMs: nowMs,
    askedAtMs: null,
    answeredAtMs: null,
    latencyBeforeMs: null,
    askAtMs: Math.round(nowMs + waitMs + jitterMs),
  });
  if (brk.position !== 'pre') return;
  // Before the first frame: the viewer is not to see content first.
  if (brk.kind === 'linear') command(turn, { type: 'hold-content' });
  for (const run of turn.state.runs) askWhenDue(turn, run);
}

/** `BreakReport.leadMs`: how far away a break is. */
export function leadOf(state: SessionState, brk: Break): number | null {
  const leftMs = distanceMs(state, brk);
  return leftMs === null ? null : Math.round(leftMs);
}

export function plannedEnd({ startsAt, plannedMs }: Break): number | null {
  return plannedMs === null ? null : startsAt + plannedMs;
}

/** Sends the request of a run whose moment comes before the next tick. */
export function askWhenDue(turn: Turn, run: BreakRun): void {
  const { config, nowMs } = turn.state;
  if (run.phase !== 'signalled' || nowMs + TICK_MS < run.askAtMs || (run.insert && !isDue(turn.state, run))) return;
  if (turn.reader?.hasAnswer?.(turn.state, run) || turn.ads?.takeAhead(turn, run)) return;
  const heldMs = holdForConsent(turn, run);
  if (heldMs === null) return;
  const timeoutMs = config.budgetMs - heldMs;
  const breakId = run.brk.id;
  const askedAs = turn.state.sessionId;
  change(turn, run, { phase: 'deciding', askedAtMs: nowMs, askedAs, deadlineMs: nowMs + timeoutMs, resolving: null });
  const purpose = { of: 'decision', breakId } as const;
  if (turn.reader) request(turn, purpose, { url: turn.reader.tagUrl(turn.state, run), timeoutMs });
  else postFor(turn, purpose, requestFor(run, timeoutMs), timeoutMs + (config.late === 'use' ? LATE_MS : 0));
  tell(turn, 'decision', { breakId, stage: 'asked', adCount: 0, cause: null });
}

/** What may be stitched into VOD must be known before its text is read; else the playhead decides. */
export function isDue(state: SessionState, run: BreakRun): boolean {
  return (state.live === false && mayHold(state)) || isNear(state, run);
}

/**
 * An inserted break is asked for once content is as far from it as answer and media may take, and not behind it. The one that the viewer
 * is brought to is near, wherever he is yet, and though the player may stop behind its start.
 */
export function isNear(state: SessionState, { brk }: BreakRun): boolean {
  const { jitterMs, budgetMs, mediaBudgetMs } = state.config;
  if (state.viewer?.detour?.breakIds[0] === brk.id) return true;
  const leftMs = distanceMs(state, brk);
  return leftMs !== null && leftMs > -TICK_MS && leftMs <= jitterMs + budgetMs + mediaBudgetMs;
}

function requestFor(run: BreakRun, budgetMs: number): AskedFor {
  const { id: breakId, kind, startsAt, upids, position } = run.brk;
  return {
    ...{ breakId, kind, startsAt, upids, ...(position && { position }) },
    durationMs: roomOf(run),
    budgetMs,
  };
}

/** Asks the service about a break, with all that every request says. */
export function postFor(turn: Turn, purpose: HttpPurpose, asked: AskedFor, timeoutMs: number): void {
  const { config, sessionId, privacy, viewing = config.viewing } = turn.state;
  const { decisionUrl: url, asks } = config;
  // What is undefined is not in the text.
  const body = {
    ...{ ...asked, protocol: DECISION_PROTOCOL, sessionId, joins: true },
    ...{ ...asks, ...privacyFields(privacy, url, viewing) },
  };
  request(turn, purpose, { url, timeoutMs, method: 'POST', body: JSON.stringify(body) });
}
