/** What the head of a WebM file says (Matroska, RFC 9559). */
export interface Webm {
  /** null: it does not say. */
  readonly durationMs: number | null;
  readonly tracks: readonly WebmTrack[];
}

export interface WebmTrack {
  readonly kind: 'picture' | 'sound';
  /** As RFC 6381 begins it; else Matroska's own name. */
  readonly codec: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Element ids of RFC 9559 §5.1, and of RFC 8794 §11.2 the first. */
const [HEADER, SEGMENT, INFO, TRACKS, CLUSTER] = [0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0x1f43b675];
const [SCALE, DURATION, TRACK, TYPE, CODEC, VIDEO, WIDTH, HEIGHT] = [
  ...[0x2ad7b1, 0x4489, 0xae, 0x83, 0x86, 0xe0, 0xb0, 0xba],
] as const;
const NAMES: Readonly<Record<string, string>> = {
  ...{ V_VP8: 'vp8', V_VP9: 'vp09', V_AV1: 'av01', A_OPUS: 'opus', A_VORBIS: 'vorbis' },
};
const NANOSECONDS = 1_000_000;

/** One element: where its content lies. `to` is the end of the view where its length is not known. */
interface Piece {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the head of a WebM file, as far as it is there: what comes before the first cluster.
 * @throws Error "Cannot read WebM: …".
 */
export function readWebm(view: DataView): Webm {
  const top = piecesIn(view, 0, view.byteLength);
  if (top[0]?.id !== HEADER) throw new Error('Cannot read WebM: it does not begin with an EBML header, expected one');
  const segment = top.find(({ id }) => id === SEGMENT);
  const parts = segment ? piecesIn(view, segment.from, segment.to) : [];
  const tracks = parts.find(({ id }) => id === TRACKS);
  if (!tracks) throw new Error('Cannot read WebM: no tracks ahead of its media, expected them');
  const info = parts.find(({ id }) => id === INFO);
  const told = info ? piecesIn(view, info.from, info.to) : [];
  const scale = numberIn(view, told, SCALE) ?? NANOSECONDS;
  const duration = floatIn(view, told);
  return {
    durationMs: duration === null ? null : (duration * scale) / NANOSECONDS,
    tracks: piecesIn(view, tracks.from, tracks.to).flatMap((one) => (one.id === TRACK ? readTrack(view, one) : [])),
  };
}

function readTrack(view: DataView, { from, to }: Piece): readonly WebmTrack[] {
  const pieces = piecesIn(view, from, to);
  const type = numberIn(view, pieces, TYPE);
  if (type !== 1 && type !== 2) return [];
  const codec = pieces.find(({ id }) => id === CODEC);
  const name = codec ? textIn(view, codec) : '';
  const video = pieces.find(({ id }) => id === VIDEO);
  const size = video ? piecesIn(view, video.from, video.to) : [];
  return [
    {
      ...{ kind: type === 1 ? 'picture' : 'sound', codec: NAMES[name] ?? name },
      ...{ width: numberIn(view, size, WIDTH), height: numberIn(view, size, HEIGHT) },
    },
  ];
}

/** The elements within one, up to one that is no element, or media. Each takes two bytes or more, so this ends. */
function piecesIn(view: DataView, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < to;) {
    const id = variableAt(view, at, to, false);
    const length = id && variableAt(view, at + id.bytes, to, true);
    if (!id || !length || id.value === CLUSTER) break;
    const begins = at + id.bytes + length.bytes;
    // A live muxer leaves the length out: to the end.
    const ends = length.value === null ? to : Math.min(to, begins + length.value);
    pieces.push({ id: id.value ?? 0, from: begins, to: ends });
    at = ends;
  }
  return pieces;
}

/** RFC 8794 §4: the zeros before the first one count the bytes that follow. An id keeps that mark; a length of only ones is unknown: null. */
function variableAt(
  view: DataView,
  at: number,
  to: number,
  isLength: boolean,
): { readonly value: number | null; readonly bytes: number } | null {
  const first = at < to ? view.getUint8(at) : 0;
  if (first === 0) return null;
  const bytes = Math.clz32(first) - 23;
  if (at + bytes > to || (!isLength && bytes > 4)) return null;
  let value = isLength ? first & (0xff >> bytes) : first;
  let isUnknown = value === 0xff >> bytes;
  for (let n = 1; n < bytes; n++) {
    const byte = view.getUint8(at + n);
    isUnknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: isLength && isUnknown ? null : value, bytes };
}

function numberIn(view: DataView, pieces: readonly Piece[], wanted: number): number | null {
  const piece = pieces.find(({ id }) => id === wanted);
  if (!piece) return null;
  let value = 0;
  for (let at = piece.from; at < Math.min(piece.to, piece.from + 8); at++) value = value * 256 + view.getUint8(at);
  return value;
}

function floatIn(view: DataView, pieces: readonly Piece[]): number | null {
  const piece = pieces.find(({ id }) => id === DURATION);
  const bytes = piece ? piece.to - piece.from : 0;
  const value = bytes === 4 ? view.getFloat32(piece?.from ?? 0) : bytes === 8 ? view.getFloat64(piece?.from ?? 0) : NaN;
  return value > 0 && Number.isFinite(value) ? value : null;
}

function textIn(view: DataView, { from, to }: Piece): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, Math.min(to - from, 64));
  return new TextDecoder().decode(bytes).replace(/\0.*$/s, '');
}
