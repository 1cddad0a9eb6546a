import type { Ad, WallMs } from '@cutaway/model';
import { parseVast, type VastRefusal } from '../parse-vast.js';
import type { VastDocument } from '../vast-document.js';
import { composeAd } from './compose-ad.js';
import type { ResolveOptions } from './resolve-options.js';
import { walkDocument, type AdFailure, type FoundAd, type Reply, type WrapperRequest } from './walk-document.js';

/** Where the resolving of one response stands. Plain JSON. */
export interface ResolveState {
  readonly options: ResolveOptions;
  /** What the ad tag answered. */
  readonly root: VastDocument | VastRefusal;
  /** What each wrapper answered, by the request's key; null: nothing in time, or an HTTP error. */
  readonly replies: Readonly<Record<string, Reply>>;
}

/** Ads and branches that led to nothing, each with the Error URLs of its own chain, and what was forgiven. */
interface Told {
  readonly failures: readonly AdFailure[];
  readonly warnings: readonly string[];
}

/** What to do next: fetch all that is asked and come back, or take the ads, or tell that there are none. */
export type ResolveStep =
  | {
      readonly type: 'fetch';
      readonly requests: readonly WrapperRequest[];
      /** How long they may take together, in milliseconds; null: nobody set a deadline. */
      readonly timeoutMs: number | null;
      readonly state: ResolveState;
    }
  | (Told & {
      readonly type: 'done';
      /** In the order in which they are to play: at least one. */
      readonly ads: readonly Ad[];
      /** Stand-alone InLines that may take the place of an ad whose media fails (VAST 4.3 §3.3.1). Those left over were not used. */
      readonly spares: readonly Ad[];
    })
  | (Told & { readonly type: 'failed'; readonly ads: readonly []; readonly spares: readonly [] });

/**
 * Begins with what an ad tag answered: its text, or a document that is read already. Nothing is fetched here: the caller does
 * what the step asks, with the headers that its place asks for (a server: `X-Device-IP`, `X-Device-User-Agent`, VAST 4.3 §1.1.3).
 */
export function startResolve(answer: string | VastDocument | VastRefusal, options: ResolveOptions): ResolveStep {
  const root = typeof answer === 'string' ? parseVast(answer) : answer;
  return nextStep({ options, root, replies: {} });
}

/**
 * Goes on with the answers to all requests of the last step. A request without an answer counts as failed (error 301).
 * @param nowMs when that is. Once the deadline has passed nothing more is asked for: what is still open failed, too.
 */
export function continueResolve(
  { state, requests }: Extract<ResolveStep, { type: 'fetch' }>,
  answers: Readonly<Record<string, string | null>>,
  nowMs?: WallMs,
): ResolveStep {
  const { macros } = state.options;
  const options = macros && nowMs !== undefined ? { ...state.options, macros: { ...macros, nowMs } } : state.options;
  const replies: Record<string, Reply> = { ...state.replies };
  for (const { key } of requests) {
    const answer = answers[key] ?? null;
    replies[key] = answer === null ? null : parseVast(answer);
  }
  return nextStep({ ...state, options, replies }, nowMs);
}

/** Walks the whole response again with what is known now: the same answers always give the same ads. */
function nextStep(state: ResolveState, nowMs = state.options.macros?.nowMs): ResolveStep {
  const { options, root, replies } = state;
  const { found, spares, failures, warnings, requests } = walkDocument(root, replies, options);
  if (requests.length > 0) {
    const { deadlineMs = null } = options;
    const timeoutMs = deadlineMs === null || nowMs === undefined ? null : deadlineMs - nowMs;
    const step = { type: 'fetch', requests, timeoutMs, state } as const;
    return timeoutMs !== null && timeoutMs <= 0 ? continueResolve(step, {}, nowMs) : step;
  }
  if (found.length === 0) return { type: 'failed', ads: [], spares: [], failures, warnings };
  const compose = (from: number) => (one: FoundAd, i: number) =>
    composeAd(one, `${options.prefix}-${from + i}`, options.upgradeInsecure ?? false);
  return {
    type: 'done',
    ads: found.map(compose(0)),
    spares: spares.map(compose(found.length)),
    failures,
    warnings,
  };
}
