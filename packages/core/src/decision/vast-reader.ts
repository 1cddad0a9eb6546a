import type { ResolveOptions, ResolveStep } from '@cutaway/vast';

/** A VAST response that waits for its wrappers. */
export type VastFetch = Extract<ResolveStep, { type: 'fetch' }>;

/**
 * What reads VAST, given by the application so that one without VAST ships no XML parser:
 * `startResolve` and `continueResolve` of `@cutaway/vast`. Both must be pure.
 */
export interface VastReader {
  startResolve(xml: string, options: ResolveOptions): ResolveStep;
  continueResolve(step: VastFetch, answers: Readonly<Record<string, string | null>>): ResolveStep;
}
