import type { Ad } from '@cutaway/model';
import { composeAd } from './compose-ad.js';
import { walkDocument, type AdFailure, type WrapperRequest } from './walk-document.js';

export interface ResolveOptions {
  /** First part of each `adInstanceId`; the ad's place follows. Unique for each time that the response is played. */
  readonly prefix: string;
  /** VAST 4.3 §2.3.5.1 asks a player to accept five. */
  readonly maxWrappers?: number;
}

/** Where the resolving of one response stands. Plain JSON. */
export interface ResolveState {
  readonly options: ResolveOptions;
  /** What the ad tag answered. */
  readonly root: string;
  /** What each wrapper answered, by the request's key; null: nothing in time, or an HTTP error. */
  readonly replies: Readonly<Record<string, string | null>>;
}

/** What to do next: fetch all that is asked and come back, or take the ads. */
export type ResolveStep =
  | { readonly type: 'fetch'; readonly requests: readonly WrapperRequest[]; readonly state: ResolveState }
  | {
      readonly type: 'done';
      /** In the order in which they are to play; may be empty. */
      readonly ads: readonly Ad[];
      /** Ads and branches that led to nothing, each with the Error URLs of its own chain. */
      readonly failures: readonly AdFailure[];
      readonly warnings: readonly string[];
    };

const MAX_WRAPPERS = 5;

/** Begins with the text that an ad tag answered. Nothing is fetched here: the caller does what the step asks. */
export function startResolve(xml: string, options: ResolveOptions): ResolveStep {
  return nextStep({ options, root: xml, replies: {} });
}

/** Goes on with the answers to all requests of the last step. A request without an answer counts as failed (error 301). */
export function continueResolve(
  step: Extract<ResolveStep, { type: 'fetch' }>,
  answers: Readonly<Record<string, string | null>>,
): ResolveStep {
  const replies: Record<string, string | null> = { ...step.state.replies };
  for (const { key } of step.requests) replies[key] = answers[key] ?? null;
  return nextStep({ ...step.state, replies });
}

/** Walks the whole response again with what is known now: the same answers always give the same ads. */
function nextStep(state: ResolveState): ResolveStep {
  const { options, root, replies } = state;
  const { found, failures, warnings, requests } = walkDocument(root, replies, options.maxWrappers ?? MAX_WRAPPERS);
  if (requests.length > 0) return { type: 'fetch', requests, state };
  const ads = found.map(({ inline, chain }, i) => composeAd(inline, chain, `${options.prefix}-${i}`));
  return { type: 'done', ads, failures, warnings };
}
