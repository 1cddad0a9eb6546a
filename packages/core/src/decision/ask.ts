import { DECISION_PROTOCOL, type Break, type DecisionRequest } from '@cutaway/model';
import type { BreakRun } from '../run/break-run.js';
import { holdForConsent } from '../privacy/hold-for-consent.js';
import { privacyFields } from '../privacy/privacy.js';
import { TICK_MS } from '../config.js';
import { change, draw, openRun, request, tell, type Turn } from '../turn.js';

/** A break known long before is asked for this long before the live edge reaches it, not sooner: answers grow old. */
const EARLIEST_MS = 30_000;

/** Opens the run of an announced break and sets the moment of its decision request inside the jitter window. */
export function announce(turn: Turn, brk: Break): void {
  const { config, nowMs, publishedEdge, player } = turn.state;
  const edgeLeadMs = publishedEdge === null ? 0 : brk.startsAt - publishedEdge;
  const waitMs = Math.max(0, edgeLeadMs - EARLIEST_MS);
  const roomMs = edgeLeadMs - waitMs - config.budgetMs - config.mediaBudgetMs;
  const jitterMs = Math.max(0, Math.min(config.jitterMs, roomMs)) * draw(turn);
  openRun(turn, {
    phase: 'signalled',
    brk,
    endsAt: plannedEnd(brk),
    insert: !!brk.position || turn.state.live === false,
    cancelled: false,
    earlyReturn: false,
    causes: [],
    leadMs: player.programMs === null ? null : Math.round(brk.startsAt - player.programMs),
    announcedAtMs: nowMs,
    askedAtMs: null,
    answeredAtMs: null,
    latencyBeforeMs: null,
    askAtMs: Math.round(nowMs + waitMs + jitterMs),
  });
}

export function plannedEnd({ startsAt, plannedMs }: Break): number | null {
  return plannedMs === null ? null : startsAt + plannedMs;
}

/** Sends the request of a run whose moment comes before the next tick. */
export function askWhenDue(turn: Turn, run: BreakRun): void {
  const { config, nowMs } = turn.state;
  if (run.phase !== 'signalled' || nowMs + TICK_MS < run.askAtMs) return;
  const heldMs = holdForConsent(turn, run);
  if (heldMs === null) return;
  const { decisionUrl: url } = config;
  const timeoutMs = config.budgetMs - heldMs;
  const breakId = run.brk.id;
  const askedAs = turn.state.sessionId;
  change(turn, run, { phase: 'deciding', askedAtMs: nowMs, askedAs, deadlineMs: nowMs + timeoutMs, resolving: null });
  const purpose = { of: 'decision', breakId } as const;
  if (turn.reader) request(turn, purpose, { url: turn.reader.tagUrl(turn.state, run), timeoutMs });
  else
    request(turn, purpose, { url, timeoutMs, method: 'POST', body: JSON.stringify(requestFor(turn, run, timeoutMs)) });
  tell(turn, 'decision', { breakId, stage: 'asked', adCount: 0, cause: null });
}

function requestFor({ state }: Turn, { brk, endsAt }: BreakRun, budgetMs: number): DecisionRequest {
  const { id: breakId, kind, startsAt, upids } = brk;
  return {
    ...{ breakId, kind, startsAt, upids },
    protocol: DECISION_PROTOCOL,
    sessionId: state.sessionId,
    durationMs: endsAt === null ? null : endsAt - startsAt,
    budgetMs,
    ...privacyFields(state.privacy, state.config.decisionUrl),
  };
}
