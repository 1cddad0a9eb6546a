import { DECISION_PROTOCOL, type Break, type BreakNotice, type DecisionRequest } from '@cutaway/model';
import type { BreakRun } from '../run/break-run.js';
import { draw, putRun, tell, type Turn } from '../turn.js';

/** A break known long before is asked for this long before the live edge reaches it, not sooner: answers grow old. */
const EARLIEST_MS = 30_000;

/** Opens the run of an announced break and sets the moment of its decision request inside the jitter window. */
export function openRun(turn: Turn, notice: Extract<BreakNotice, { type: 'break-announced' }>): void {
  const { brk } = notice;
  const { config, nowMs, publishedEdge, player } = turn.state;
  const edgeLeadMs = publishedEdge === null ? 0 : brk.startsAt - publishedEdge;
  const waitMs = Math.max(0, edgeLeadMs - EARLIEST_MS);
  const roomMs = edgeLeadMs - waitMs - config.budgetMs - config.mediaBudgetMs;
  const jitterMs = Math.max(0, Math.min(config.jitterMs, roomMs)) * draw(turn);
  const run: BreakRun = {
    phase: 'signalled',
    brk,
    endsAt: plannedEnd(brk),
    cancelled: false,
    earlyReturn: false,
    causes: [],
    leadMs: player.programMs === null ? null : Math.round(brk.startsAt - player.programMs),
    announcedAtMs: nowMs,
    askedAtMs: null,
    answeredAtMs: null,
    askAtMs: Math.round(nowMs + waitMs + jitterMs),
  };
  putRun(turn, run);
  turn.effects.push({ type: 'wake', inMs: run.askAtMs - nowMs });
}

export function plannedEnd(brk: Break): number | null {
  return brk.plannedMs === null ? null : brk.startsAt + brk.plannedMs;
}

/** Sends the request of a run whose moment has come. */
export function askWhenDue(turn: Turn, run: BreakRun): void {
  const { config, nowMs, sessionId } = turn.state;
  if (run.phase !== 'signalled' || nowMs < run.askAtMs) return;
  const { brk } = run;
  const request: DecisionRequest = {
    protocol: DECISION_PROTOCOL,
    sessionId,
    breakId: brk.id,
    kind: brk.kind,
    startsAt: brk.startsAt,
    durationMs: run.endsAt === null ? null : run.endsAt - brk.startsAt,
    upids: brk.upids,
    budgetMs: config.budgetMs,
  };
  const { askAtMs: _, ...facts } = run;
  putRun(turn, { ...facts, phase: 'deciding', askedAtMs: nowMs, deadlineMs: nowMs + config.budgetMs });
  turn.effects.push({
    type: 'http',
    purpose: { of: 'decision', breakId: brk.id },
    request: {
      url: config.decisionUrl,
      method: 'POST',
      body: JSON.stringify(request),
      timeoutMs: config.budgetMs,
      use: 'text',
    },
  });
  turn.effects.push({ type: 'wake', inMs: config.budgetMs });
  tell(turn, 'decision', { atMs: nowMs, breakId: brk.id, stage: 'asked', adCount: 0, cause: null });
}
