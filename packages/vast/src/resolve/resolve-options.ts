import type { Category, WallMs } from '@cutaway/model';
import type { MacroContext } from '../macros/macro-context.js';

/** How a response is resolved. Plain data, as all that a step holds. */
export interface ResolveOptions {
  /** First part of each `adInstanceId`; the ad's place follows. Unique for each time that the response is played. */
  readonly prefix: string;
  /** VAST 4.3 §2.3.5.1 asks a player to accept five, the default. */
  readonly maxWrappers?: number;
  /** Address of the response: relative tags start there, and a wrapper that leads back to it is a loop. Its macros filled or not. */
  readonly tagUrl?: string | null;
  /** Fills the tags of wrappers. Left out: the caller fills them. */
  readonly macros?: MacroContext;
  /** The chain's one deadline, on the clock of `macros.nowMs` and of what `continueResolve` is told. Left out: the caller keeps it. */
  readonly deadlineMs?: WallMs | null;
  /** `http:` becomes `https:` in tags, in media, trackers and whatever else an ad has loaded, whatever their queries hold: for pages that load nothing else. */
  readonly upgradeInsecure?: boolean;
  /** Takes a pod behind a wrapper that says `allowMultipleAds="false"`, or nothing, as some ad servers mean it. Default false. */
  readonly podsUnderWrappers?: boolean;
  /** `false`: one ad of the response alone, as a VMAP AdSource may say (VMAP 1.0.1 §2.3.2). Default true. */
  readonly allowMultipleAds?: boolean;
  /** What the publisher blocks, beside what wrappers do (BlockedAdCategories). */
  readonly blockedCategories?: readonly Category[];
}
