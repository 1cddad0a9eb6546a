import type { Ad, MediaFile } from '@cutaway/model';
import { bestMediaFile } from './best-media-file.js';
import { isDash, isHls, mimeOf } from './media-types.js';

/** What a device and its line can take. What is left out limits nothing. */
export interface MediaLimits {
  readonly maxWidth?: number | null;
  readonly maxHeight?: number | null;
  /** Files above it are taken only when all are above it. */
  readonly maxBitrateKbps?: number | null;
  /** The line as it was measured: four fifths of it may be used. */
  readonly throughputKbps?: number | null;
  /**
   * What content shows now: nothing is taken that is more than one step of the ad's own files above it, in size or bitrate. null in
   * it limits nothing.
   */
  readonly content?: MediaSize | null;
}

export type MediaSize = Pick<MediaFile, 'bitrateKbps' | 'width' | 'height'>;

/** What the player can do and what the line allows. */
export interface MediaChoice extends MediaLimits {
  /** Asked with a MIME type, and with `; codecs="…"` where the file names codecs in RFC 6381 form, level and all. */
  canPlay(mime: string): boolean;
  /** HLS before progressive files: where ads are stitched into an HLS stream. */
  readonly preferHls: boolean;
  /** DASH before all else: where content is DASH. */
  readonly preferDash?: boolean;
}

/** A rule of an application for the file that an ad plays; null where none fits (VAST error 403). Pure: the same in, the same out. */
export type ChooseMediaFile = (ad: Ad, choice: MediaChoice) => MediaFile | null;

/** Of what the line carries, this much is media's: the rest is for what else happens at a switch. */
const SHARE_OF_LINE = 0.8;

/**
 * The media file to play, or null where none fits (VAST error 403): the best of those that the player says it can play. Code
 * (`apiFramework`) is no media, and a mezzanine is nobody's to play.
 */
export function chooseMediaFile(ad: Ad, choice: MediaChoice): MediaFile | null {
  const { canPlay, preferHls, preferDash = false, throughputKbps, maxBitrateKbps } = choice;
  const playable = ad.mediaFiles.filter((file) => isMedia(file) && canPlay(mimeOf(file)));
  const line = throughputKbps == null ? Infinity : throughputKbps * SHARE_OF_LINE;
  const isPreferred = (file: MediaFile) => (preferDash ? isDash(file) : isHls(file) === preferHls && !isDash(file));
  return bestMediaFile(playable, isPreferred, {
    maxWidth: choice.maxWidth ?? Infinity,
    maxHeight: choice.maxHeight ?? Infinity,
    maxBitrateKbps: Math.min(line, maxBitrateKbps ?? Infinity),
    content: choice.content ?? null,
  });
}

/** Something to play, not code that plays something. */
export function isMedia({ url, apiFramework }: MediaFile): boolean {
  return url !== '' && !apiFramework;
}
