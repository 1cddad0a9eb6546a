/**
 * Whether a bidder is called at all. Closed: yes, and its failures weigh; open: no, until a time; half-open: one call finds out.
 *
 * ```
 *          score ≥ ½ after 5 calls          time is up               probe answered
 *  closed ──────────────────────► open ──────────────► half-open ──────────────────► closed
 *                                  ▲                        │ probe failed: twice as long
 *                                  └────────────────────────┘
 * ```
 */
export type BreakerState =
  | { readonly phase: 'closed'; readonly score: number; readonly calls: number }
  | { readonly phase: 'open'; readonly untilMs: number; readonly openMs: number }
  | { readonly phase: 'half-open'; readonly openMs: number; readonly isProbing: boolean };

export type BreakerFact =
  | { readonly type: 'asked'; readonly nowMs: number }
  /** `isProbe`: the call that a half-open breaker let through. Others that end late change only a closed one. */
  | { readonly type: 'answered' | 'failed'; readonly nowMs: number; readonly isProbe: boolean };

/** Each call moves the score so far towards 1 (failed) or 0 (answered): five failures in a row open, and a lasting half of all. */
const WEIGHT = 0.15;
const OPENS_AT = 0.5;
const FEWEST_CALLS = 5;
const FIRST_OPEN_MS = 1000;
const LONGEST_OPEN_MS = 30_000;

export const CLOSED: BreakerState = { phase: 'closed', score: 0, calls: 0 };

/** What a fact makes of a breaker. `asked` on a half-open one is the probe: see `admits`. */
export function stepBreaker(state: BreakerState, fact: BreakerFact): BreakerState {
  switch (state.phase) {
    case 'closed':
      return fact.type === 'asked' ? state : weigh(state, fact);
    case 'open':
      if (fact.type !== 'asked' || fact.nowMs < state.untilMs) return state;
      return { phase: 'half-open', openMs: state.openMs, isProbing: true };
    case 'half-open':
      if (fact.type === 'asked') return state.isProbing ? state : { ...state, isProbing: true };
      if (!fact.isProbe) return state;
      return fact.type === 'answered' ? CLOSED : openFor(Math.min(state.openMs * 2, LONGEST_OPEN_MS), fact.nowMs);
  }
}

/** What asking at `nowMs` comes to: a call, the call that probes, or none. */
export function admits(state: BreakerState, nowMs: number): 'call' | 'probe' | 'none' {
  if (state.phase === 'closed') return 'call';
  if (state.phase === 'half-open') return state.isProbing ? 'none' : 'probe';
  return nowMs >= state.untilMs ? 'probe' : 'none';
}

function weigh(state: Extract<BreakerState, { phase: 'closed' }>, { type, nowMs }: BreakerFact): BreakerState {
  const score = state.score + WEIGHT * ((type === 'failed' ? 1 : 0) - state.score);
  const calls = state.calls + 1;
  return calls >= FEWEST_CALLS && score >= OPENS_AT ? openFor(FIRST_OPEN_MS, nowMs) : { phase: 'closed', score, calls };
}

function openFor(openMs: number, nowMs: number): BreakerState {
  return { phase: 'open', untilMs: nowMs + openMs, openMs };
}
