import { boxBy, boxesIn, fourCharactersAt, type Mp4Box } from './mp4-boxes.js';
import { codecOf } from './mp4-codec.js';

/** A track, as the index of its file has it. */
export interface Mp4Track {
  readonly kind: 'picture' | 'sound';
  /** As in a `codecs` parameter: `avc1.4d4015`. */
  readonly codec: string;
  /** On the file's timeline; null: it does not say. */
  readonly durationMs: number | null;
  /** Of a picture, as it is coded. */
  readonly width: number | null;
  readonly height: number | null;
  /** When its first sample is shown; null: it is not in the index, as in files of fragments. */
  readonly firstMs: number | null;
}

export interface Mp4Index {
  readonly durationMs: number | null;
  readonly tracks: readonly Mp4Track[];
}

const KINDS: Readonly<Record<string, Mp4Track['kind']>> = { vide: 'picture', soun: 'sound' };
/** Before an edit list's entry begins (ISO/IEC 14496-12 §8.6.6). */
const EMPTY_EDIT = -1;

/**
 * What a file of ISO/IEC 14496-12 says of itself: of its tables only the first entries are read, so that what they claim to be long costs nothing.
 * @param moov the payload of its index (§8.2.1).
 * @throws Error "Cannot read index …" where a box of it is cut off.
 */
export function readMp4(moov: DataView): Mp4Index {
  try {
    return indexOf(moov);
  } catch (error) {
    throw new Error(`Cannot read index: it ends within a box, expected whole ones`, { cause: error });
  }
}

function indexOf(moov: DataView): Mp4Index {
  const movie = boxBy(moov, ['mvhd']);
  const timescale = movie ? moov.getUint32(afterTimes(moov, movie)) : 0;
  const inMs = (ticks: number): number | null => (ticks > 0 && timescale > 0 ? (1000 * ticks) / timescale : null);
  const fragments = boxBy(moov, ['mvex', 'mehd']);
  return {
    durationMs:
      inMs(movie ? timeAt(moov, movie, afterTimes(moov, movie) + 4) : 0) ??
      inMs(fragments ? timeAt(moov, fragments, fragments.at + 4) : 0),
    tracks: boxesIn(moov)
      .filter(({ type }) => type === 'trak')
      .flatMap((trak) => trackOf(moov, trak, timescale, inMs)),
  };
}

function trackOf(
  moov: DataView,
  { at, end }: Mp4Box,
  movieTimescale: number,
  inMs: (ticks: number) => number | null,
): readonly Mp4Track[] {
  const by = (...path: readonly string[]): Mp4Box | null => boxBy(moov, path, at, end);
  const handler = by('mdia', 'hdlr');
  const kind = handler && KINDS[fourCharactersAt(moov, handler.at + 8)];
  const descriptions = by('mdia', 'minf', 'stbl', 'stsd');
  const entry = descriptions && boxesIn(moov, descriptions.at + 8, descriptions.end)[0];
  if (!kind || !entry) return [];
  const header = by('tkhd');
  const isPicture = kind === 'picture';
  return [
    {
      ...{ kind, codec: codecOf(moov, entry) },
      durationMs: inMs(header ? timeAt(moov, header, afterTimes(moov, header) + 8) : 0),
      width: isPicture ? moov.getUint16(entry.at + 24) : null,
      height: isPicture ? moov.getUint16(entry.at + 26) : null,
      firstMs: firstMs(moov, by, movieTimescale),
    },
  ];
}

/** What B-frames leave free (ctts §8.6.1.3), less what an edit list takes back, more what an empty one leaves free. */
function firstMs(
  moov: DataView,
  by: (...path: readonly string[]) => Mp4Box | null,
  movieTimescale: number,
): number | null {
  const times = by('mdia', 'minf', 'stbl', 'stts');
  const media = by('mdia', 'mdhd');
  if (!times || !media || moov.getUint32(times.at + 4) === 0) return null;
  const timescale = moov.getUint32(afterTimes(moov, media));
  const offsets = by('mdia', 'minf', 'stbl', 'ctts');
  const offset = offsets && moov.getUint32(offsets.at + 4) > 0 ? moov.getInt32(offsets.at + 12) : 0;
  const { emptyTicks, mediaTicks } = editsOf(moov, by('edts', 'elst'));
  return (1000 * (offset - mediaTicks)) / timescale + (1000 * emptyTicks) / movieTimescale;
}

/** Of the movie's ticks, how long an empty edit is; of the track's own, where what is shown first begins. */
function editsOf(moov: DataView, elst: Mp4Box | null): { readonly emptyTicks: number; readonly mediaTicks: number } {
  const none = { emptyTicks: 0, mediaTicks: 0 };
  if (elst === null) return none;
  const isWide = moov.getUint8(elst.at) === 1;
  const entries = moov.getUint32(elst.at + 4);
  const of = (entry: number): { readonly ticks: number; readonly mediaTicks: number } => {
    const at = elst.at + 8 + entry * (isWide ? 20 : 12);
    return isWide
      ? { ticks: Number(moov.getBigUint64(at)), mediaTicks: Number(moov.getBigInt64(at + 8)) }
      : { ticks: moov.getUint32(at), mediaTicks: moov.getInt32(at + 4) };
  };
  if (entries === 0) return none;
  const first = of(0);
  if (first.mediaTicks !== EMPTY_EDIT) return { emptyTicks: 0, mediaTicks: first.mediaTicks };
  return { emptyTicks: first.ticks, mediaTicks: entries > 1 ? of(1).mediaTicks : 0 };
}

/** Where the fields behind two times begin, whose width is the version's. */
const afterTimes = (view: DataView, { at }: Mp4Box): number => at + (view.getUint8(at) === 1 ? 20 : 12);

/** A time of a box, as wide as its version says. All bits set: it is not known. */
function timeAt(view: DataView, { at }: Mp4Box, place: number): number {
  const isWide = view.getUint8(at) === 1;
  const ticks = isWide ? Number(view.getBigUint64(place)) : view.getUint32(place);
  return ticks === (isWide ? 2 ** 64 : 2 ** 32 - 1) ? 0 : ticks;
}
