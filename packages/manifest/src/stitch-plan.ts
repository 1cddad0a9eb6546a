import type { ProgramMs } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import type { RenditionKind } from './rendition.js';

/** A place in the numbering of a rendition, or what is added to one. */
export interface Numbers {
  /** Media sequence number. */
  readonly sequence: number;
  /** Discontinuities from the start of the stream. */
  readonly continuity: number;
}

/**
 * Where a plan cuts one rendition, in the origin's own numbers: the first replaced segment, and the discontinuities up to
 * it, the ones right in front of it not counted. Learned when seen, and kept after it left the window.
 */
export interface Anchor extends Numbers {
  readonly kind: RenditionKind;
  /** The first content segment after the ads; null: not seen yet. */
  readonly resume: AnchoredReturn | null;
}

/** Where content came back in one rendition: its first segment, and the discontinuities with the ones right in front. */
export interface AnchoredReturn extends Numbers {
  /** What the ads and their cuts add to the numbers of all that comes after. */
  readonly shift: Numbers;
}

/** Which span of programme time is replaced by which ads. Plain data: it may be stored and sent. */
export interface StitchPlan {
  readonly breakId: string;
  /** Where the first ad begins. Moves once, to the nearest boundary, if the cut turns out not to be on one. */
  readonly startsAt: ProgramMs;
  /** Where the last ad ends: content returns at the nearest boundary. Lies on a boundary of the ads. */
  readonly endsAt: ProgramMs;
  /** The end that was asked for. */
  readonly wantedEndsAt: ProgramMs;
  /** None: retired, long over, and only what it adds to the numbers is left. */
  readonly ads: readonly AdMedia[];
  /** EXT-X-TARGETDURATION must be at least this. */
  readonly targetSeconds: number;
  /** By rendition key. */
  readonly anchors: Readonly<Record<string, Anchor>>;
  /** The boundary where the first rendition returned: the others return at theirs nearest to it. */
  readonly returnedAt: ProgramMs | null;
}
