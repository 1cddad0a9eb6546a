/** A box of ISO/IEC 14496-12 with what it holds, one after the other. Numbers are 32 bits wide. */
export function aBox(type: string, ...parts: readonly (Uint8Array | number | string)[]): Uint8Array {
  const payload = Buffer.concat(parts.map(bytesOf));
  return Buffer.concat([bytesOf(payload.length + 8), bytesOf(type), payload]);
}

function bytesOf(part: Uint8Array | number | string): Uint8Array {
  if (typeof part === 'string') return Buffer.from(part, 'latin1');
  if (typeof part !== 'number') return part;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(part | 0);
  return bytes;
}

/** Zeros. */
export const blank = (bytes: number): Uint8Array => new Uint8Array(bytes);

interface TrackParts {
  readonly handler?: string;
  /** As many ticks of 1/1000 s. */
  readonly durationMs?: number;
  readonly entry?: Uint8Array;
  /** Ticks of 1/1000 s that the first sample is shown after it is decoded. */
  readonly offsetMs?: number;
  /** [how long, where in the media]: -1 is an empty edit. */
  readonly edits?: readonly (readonly [number, number])[];
}

const PICTURE = aBox(
  'avc1',
  blank(24),
  Buffer.from([2, 128, 1, 104]),
  blank(50),
  aBox('avcC', Buffer.from([1, 0x64, 0, 0x1f])),
);

/** A track of a file whose clocks all tick in milliseconds: 640 x 360, AVC high profile. */
export function aTrack(parts: TrackParts = {}): Uint8Array {
  const { handler = 'vide', durationMs = 5000, entry = PICTURE, offsetMs = 0, edits = [] } = parts;
  const tables = [aBox('stsd', 0, 1, entry), aBox('stts', 0, 1, 125, 40), aBox('ctts', 0, 1, 125, offsetMs)];
  return aBox(
    'trak',
    aBox('tkhd', 0, 0, 0, 1, 0, durationMs),
    ...(edits.length > 0
      ? [aBox('edts', aBox('elst', 0, edits.length, ...edits.flatMap(([long, at]) => [long, at, 0x10000])))]
      : []),
    aBox(
      'mdia',
      aBox('mdhd', 0, 0, 0, 1000, durationMs),
      aBox('hdlr', 0, 0, handler),
      aBox('minf', aBox('stbl', ...tables)),
    ),
  );
}

/** An index of them. */
export const aMoov = (...tracks: readonly Uint8Array[]): Uint8Array =>
  aBox('moov', aBox('mvhd', 0, 0, 0, 1000, 5000), ...tracks);
