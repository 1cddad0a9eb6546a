import type { Drive } from './drive.js';
import type { Entry } from './recording.js';

/** What became of one rule. */
export interface RuleResult {
  /** A sentence that is true of a port which keeps it. */
  readonly rule: string;
  /** null: it could not be tried, or its breach is excused. */
  readonly ok: boolean | null;
  /** What was seen where it was broken, or why it was not tried; empty where it held. */
  readonly detail: string;
}

/** What is wrong, in words; null: nothing is. */
export type Verdict = string | null;

/** A rule over all that was told and ordered, in order. */
export interface RecordingRule {
  readonly rule: string;
  judge(recording: readonly Entry[]): Verdict;
}

/** A rule that is tried by driving a port. Steps run in their order, each on what those before it left. */
export interface Step {
  readonly rule: string;
  /** What a subject must have, or the rule is not tried. */
  readonly needs?: readonly Need[];
  run(drive: Drive): Verdict | Promise<Verdict>;
}

export type Need = 'playlists' | 'second element' | 'reattach' | 'stage' | 'counted page';
