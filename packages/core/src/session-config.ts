import type { OutboxRules } from '@cutaway/tracking';

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
  readonly beacons: BeaconConfig;
}

/** How beacons are delivered, complete. */
export interface BeaconConfig {
  readonly rules: OutboxRules;
  readonly timeoutMs: number;
  readonly leaseMs: number;
  readonly credentials: 'include' | 'omit';
}
