/** 22 November 2026, noon. */
export const NOON = Date.parse('2026-11-22T12:00:00Z');

/** splice_insert 0x4000007B: 30 s out with auto_return, back, and taken back. */
export const OUT = '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==';
export const IN = '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwg=';
export const CANCEL = '/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==';
/** Provider placement opportunity of event 7, 30 s, and its end; provider advertisement of event 7, 30 s, and its end. */
export const PO = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJAAAAB3/PAAApMuAICAAAAAAsoKGKNAIAncIgXw==';
export const PO_END = '/DAvAAAAAAAA///wBQb+cr0AUAAZAhdDVUVJAAAAB3+PCAgAAAAALKChijUCAJ8ozUo=';
export const AD = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJAAAAB3/PAAApMuAICAAAAAAsoKGKMAIAmqCSQw==';
export const AD_END = '/DAvAAAAAAAA///wBQb+cr0AUAAZAhdDVUVJAAAAB3+PCAgAAAAALKChijECAJhKf1Y=';
/** Programme end and start. */
export const BORDERS =
  '/DBIAAAAAAAA///wBQb+ek2ItgAyAhdDVUVJSAAAGH+fCAgAAAAALMvDRBEAAAIXQ1VFSUgAABl/nwgIAAAAACyk26AQAACZcuND';

interface PlaylistShape {
  /** Media sequence number of the first segment. */
  readonly first?: number;
  /** Seconds of each segment. */
  readonly seconds?: number;
  /** Date of the first segment; null: none. */
  readonly startsAt?: number | null;
}

/** A window of segments; a text is a tag that stands in front of the next one, a number is how many segments follow. */
export function aPlaylist(parts: readonly (string | number)[], shape: PlaylistShape = {}): string {
  const { first = 0, seconds = 10 } = shape;
  const startsAt = shape.startsAt === undefined ? NOON + first * seconds * 1000 : shape.startsAt;
  const date = startsAt === null ? [] : [`#EXT-X-PROGRAM-DATE-TIME:${new Date(startsAt).toISOString()}`];
  let sequence = first;
  const lines = parts.flatMap((part) =>
    typeof part === 'string'
      ? [part]
      : Array.from({ length: part }, () => `#EXTINF:${seconds}.000,\nsegment-${sequence++}.m4s`),
  );
  return ['#EXTM3U', `#EXT-X-TARGETDURATION:${seconds}`, `#EXT-X-MEDIA-SEQUENCE:${first}`, ...date, ...lines, ''].join(
    '\n',
  );
}
