import { readMediaPlaylist } from '@cutaway/manifest';

/**
 * WebVTT in fMP4 of VOD that has ads inserted. From 5.1 on Shaka reads its initialisation segment only if it fetches some of the picture in
 * front of the first ad beside it, and fails for good where it reads a fragment without. So its text has no discontinuities: all of it is
 * read with that segment, or none, and its cues are moved here.
 */
export interface FragmentedText {
  /** The text that Shaka shall read in the place of one with ads inserted. */
  read(text: string, url: string): string;
  /**
   * By how many seconds a cue is to be moved.
   *
   * @param uri of its segment; null: Shaka does not say.
   * @param adsBefore seconds of ads in front of it.
   * @param offset seconds by which Shaka has moved it: before 5.1 that is by the ads before the picture, and of others what it always is.
   */
  missing(uri: string | null, adsBefore: number, offset: number): number;
  /** Another stream begins. */
  startAnew(): void;
}

export function createFragmentedText(): FragmentedText {
  const listed = new Map<string, ReadonlySet<string>>();
  /** In front of all ads. */
  let ownOffset: number | null = null;
  return {
    read(text, url) {
      const segments = readMediaPlaylist(text)?.segments ?? [];
      listed.set(url, new Set(segments.map(({ uri }) => new URL(uri, url).href)));
      return text.replace(/^#EXT-X-DISCONTINUITY\s*\n/gm, '');
    },
    missing(uri, adsBefore, offset) {
      if (uri === null || ![...listed.values()].some((urls) => urls.has(uri))) return 0;
      if (adsBefore === 0) ownOffset ??= offset;
      return adsBefore + (ownOffset ?? 0) - offset;
    },
    startAnew() {
      listed.clear();
      ownOffset = null;
    },
  };
}
