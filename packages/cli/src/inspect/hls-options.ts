import type { Choice } from './choose-playlists.js';

/** How an HLS stream is watched. */
export interface HlsOptions {
  /** What was asked for. */
  readonly url: string;
  readonly choice: Choice;
  /** False: the URL is a media playlist itself. */
  readonly isMultivariant: boolean;
  readonly isAll: boolean;
  readonly isInbandRead: boolean;
}
