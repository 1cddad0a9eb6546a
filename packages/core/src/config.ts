/** What an application may set. Times are milliseconds; a missing field takes the default beside it. */
export interface SessionOptions {
  readonly decision: DecisionOptions;
  /** `auto`: `stitch` where the pod and the player allow it, else `secondElement`. Default `auto`. */
  readonly strategy?: StrategyWish;
  /** No rendered frame for this long in a break: content is brought back. Default 2000. */
  readonly stallMs?: number;
  /** How long ad media may take to be known good before the break. Default 2500. */
  readonly mediaBudgetMs?: number;
  /** How much of the session is kept for replay, in characters of text. Default 262144. */
  readonly traceChars?: number;
}

export interface DecisionOptions {
  /** Asked by POST with a DecisionRequest; answers a DecisionReply, or VAST where `vast` is given. */
  readonly url: string;
  /** How long the answer may take. Default 1500. */
  readonly budgetMs?: number;
  /** The request leaves at a random moment within this window after it may leave. Default 2000. */
  readonly jitterMs?: number;
  /** Called with [ERRORCODE] when no usable answer came, so that a late or broken service is seen by someone. */
  readonly errorUrl?: string;
}

export type StrategyWish = 'auto' | 'stitch' | 'secondElement';

/** The same, complete. Plain data: it is part of the trace. */
export interface SessionConfig {
  readonly decisionUrl: string;
  readonly errorUrl: string | null;
  readonly budgetMs: number;
  readonly jitterMs: number;
  readonly strategy: StrategyWish;
  readonly stallMs: number;
  readonly mediaBudgetMs: number;
}

/** Fills in the defaults. */
export function completeConfig(options: SessionOptions): SessionConfig {
  const { decision } = options;
  if (typeof decision?.url !== 'string' || decision.url === '') {
    throw new TypeError('Cannot create session: decision.url is empty, expected the URL of the decision service');
  }
  return {
    decisionUrl: decision.url,
    errorUrl: decision.errorUrl ?? null,
    budgetMs: decision.budgetMs ?? 1500,
    jitterMs: decision.jitterMs ?? 2000,
    strategy: options.strategy ?? 'auto',
    stallMs: options.stallMs ?? 2000,
    mediaBudgetMs: options.mediaBudgetMs ?? 2500,
  };
}
