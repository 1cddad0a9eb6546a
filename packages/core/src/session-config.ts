export type StrategyWish = 'auto' | 'stitch' | 'secondElement';

/** The options of a session, complete. Plain data: it is part of the trace. */
export interface SessionConfig {
  readonly decisionUrl: string;
  readonly errorUrl: string | null;
  readonly readsVast: boolean;
  readonly budgetMs: number;
  readonly jitterMs: number;
  readonly strategy: StrategyWish;
  readonly stallMs: number;
  readonly mediaBudgetMs: number;
  /** The application tells consent. */
  readonly asksConsent: boolean;
  readonly consentWaitMs: number;
  readonly telemetryUrl: string | null;
}
