import type { ErrorName } from '@cutaway/model';
import type { RenditionKind } from './rendition.js';
import type { ByteRange } from './tags.js';

/** One segment of an ad. `uri` is absolute. */
export interface AdSegment {
  readonly uri: string;
  readonly durationMs: number;
  readonly byteRange: ByteRange | null;
}

/** One encoding of an ad. */
export interface AdRendition {
  readonly kind: RenditionKind;
  readonly bandwidth: number | null;
  readonly codecs: string | null;
  /** Absolute; null: no EXT-X-MAP (not fMP4). */
  readonly mapUri: string | null;
  readonly mapByteRange: ByteRange | null;
  readonly segments: readonly AdSegment[];
}

/** The media of one ad, ready to be stitched. */
export interface AdMedia {
  readonly adInstanceId: string;
  /** Of its longest video or muxed rendition: what every rendition is mapped by. */
  readonly durationMs: number;
  readonly renditions: readonly AdRendition[];
}

/** Why an ad's playlists cannot be used. */
export interface AdMediaFailure {
  readonly error: ErrorName;
  readonly detail: string;
}

/** A playlist, and the address that was asked for. */
export interface FetchedText {
  readonly url: string;
  readonly text: string;
  /** Where it came from after redirects: what its own addresses are relative to. Left out: from `url`. */
  readonly from?: string;
}
