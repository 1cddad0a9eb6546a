import { amend, draw, request, type Turn } from '../turn.js';
import type { HttpReply } from '../ports.js';
import { NO_AHEAD } from './ahead-state.js';
import { hearHints } from './hear-ahead.js';

/** Where nobody says how often. */
const REFRESH_MS = 10_000;
const LONGEST_MS = 60_000;
const TIMEOUT_MS = 5000;

/** Asks for the plan where it is due, never twice at once. What is not new costs no body: the HTTP cache asks with a validator. */
export function poll(turn: Turn): void {
  const { ahead = NO_AHEAD, config, nowMs } = turn.state;
  if (!ahead.plan && config.planUrl) {
    const plan = { url: config.planUrl, refreshMs: REFRESH_MS };
    amend(turn, { ahead: { ...ahead, plan, pollAtMs: nowMs } });
  }
  const { ahead: now = ahead } = turn.state;
  if (!now.plan || now.pollAtMs === null || nowMs < now.pollAtMs) return;
  amend(turn, { ahead: { ...now, pollAtMs: null } });
  request(turn, { of: 'plan' }, { url: now.plan.url, timeoutMs: TIMEOUT_MS });
}

/** The plan answered, or did not: then it is asked for less often, and what is known stays. */
export function onPlan(turn: Turn, { status, text }: HttpReply): void {
  const { ahead = NO_AHEAD, nowMs } = turn.state;
  if (!ahead.plan) return;
  const told = status === 200 ? (turn.ads?.readPlan(text) ?? null) : null;
  const isGood = told !== null || status === 304;
  const failures = isGood ? 0 : ahead.failures + 1;
  const refreshMs = told?.refreshMs ?? ahead.plan.refreshMs;
  const waitMs = Math.min(refreshMs * 2 ** failures, Math.max(LONGEST_MS, refreshMs));
  const pollAtMs = Math.round(nowMs + waitMs * (0.75 + draw(turn) / 2));
  const { ahead: now = ahead } = turn.state;
  amend(turn, { ahead: { ...now, plan: { ...ahead.plan, refreshMs }, pollAtMs, failures } });
  if (told) hearHints(turn, told.hints, true);
}
