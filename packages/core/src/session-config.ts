import type { DecisionRequest, Pod, Viewing } from '@cutaway/model';
import type { OutboxRules } from '@cutaway/tracking';
import type { CompanionSlot } from './decision/meets-companions.js';
import type { PolicyOptions } from './policy/policy-options.js';
import type { MacroValue, MediaLimits, ResolveOptions } from '@cutaway/vast';

export type StrategyWish = 'auto' | 'stitch' | 'secondElement' | 'reattach';

/** What an application may say of wrappers: how deep, whether pods stand behind them, https alone, which categories it blocks. */
export type WrapperOptions = Pick<
  ResolveOptions,
  'maxWrappers' | 'podsUnderWrappers' | 'upgradeInsecure' | 'blockedCategories'
>;

/** The options of a session, complete. Plain data: it is part of the trace. */
export interface SessionConfig {
  readonly decisionUrl: string;
  readonly errorUrl: string | null;
  /** undefined: only where a decision says so. */
  readonly planUrl: string | undefined;
  readonly late: 'drop' | 'use';
  readonly contingency: Pod | undefined;
  /** What every decision request says. */
  readonly asks: { readonly [Name in 'publisher' | 'pod' | 'picks']: DecisionRequest[Name] | undefined };
  /** false: nothing is known of it, or it is told later. */
  readonly viewing: Viewing | false;
  /** A reader of the application takes the answers: of VAST, VMAP or payloads. */
  readonly hasReader: boolean;
  readonly budgetMs: number;
  readonly jitterMs: number;
  readonly strategy: StrategyWish;
  readonly stallMs: number;
  readonly mediaBudgetMs: number;
  readonly holdMs: number;
  readonly macros: Readonly<Record<string, MacroValue | null>>;
  readonly media: MediaLimits;
  readonly companionSlots: readonly CompanionSlot[];
  readonly wrappers: WrapperOptions;
  readonly viewability: 'measure' | 'none';
  /** null: nothing measures. */
  readonly omid: { readonly allowVendors: readonly string[] | null } | null;
  readonly beacons: BeaconConfig;
  /** The application tells consent. */
  readonly asksConsent: boolean;
  readonly consentWaitMs: number;
  readonly telemetryUrl: string | null;
  readonly policies: PolicyOptions;
  /** Where the application, or the reader, places breaks of its own: AdBreak@timeOffset of VMAP. */
  readonly breaks: readonly string[];
}

/** How beacons are delivered, complete. */
export interface BeaconConfig {
  readonly rules: OutboxRules;
  readonly timeoutMs: number;
  readonly leaseMs: number;
  readonly credentials: 'include' | 'omit';
}
