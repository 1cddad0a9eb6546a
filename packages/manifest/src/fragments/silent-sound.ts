import { base64, box, chars, u32, zeros } from './write-box.js';

const RATE = 48_000;
/** Samples of an AAC frame (ISO/IEC 14496-3 §4.5.1.1). */
const FRAME = 1024;
/** A frame of AAC-LC stereo in which nothing is coded. */
const SILENCE = [0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c];
/** Unity, as every track header says it (ISO/IEC 14496-12 §8.3.2). */
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000].flatMap(u32);

/** Addresses that hold what is behind them. */
export interface SilentSound {
  readonly init: string;
  readonly segments: readonly string[];
}

/** Silence for an ad that has no sound, where its content has: segments of these lengths, as fMP4 with AAC in `data:` addresses. */
export function silentSound(durationsMs: readonly number[]): SilentSound {
  let endsMs = 0;
  let frames = 0;
  const segments = durationsMs.map((durationMs, n) => {
    const from = frames;
    endsMs += durationMs;
    frames = Math.max(from + 1, Math.round((endsMs * RATE) / 1000 / FRAME));
    return asAddress(fragment(n + 1, from * FRAME, frames - from));
  });
  return { init: asAddress(initSegment()), segments };
}

const asAddress = (bytes: readonly number[]): string => `data:audio/mp4;base64,${base64(bytes)}`;

function fragment(sequence: number, decodeTime: number, frames: number): readonly number[] {
  // Default base is moof; duration, size and flags of a sample are the same for all (tfhd §8.8.7).
  const tfhd = box('tfhd', u32(0x02_0038), u32(1), u32(FRAME), u32(SILENCE.length), u32(0x0200_0000));
  const moof = (dataAt: number) =>
    box(
      'moof',
      box('mfhd', u32(0), u32(sequence)),
      box('traf', tfhd, box('tfdt', u32(0), u32(decodeTime)), box('trun', u32(1), u32(frames), u32(dataAt))),
    );
  const data = Array.from({ length: frames }, () => SILENCE);
  return [...moof(moof(0).length + 8), ...box('mdat', ...data)];
}

function initSegment(): readonly number[] {
  const movie = box('mvhd', zeros(12), u32(1000), u32(0), u32(0x10000), [1, 0], zeros(10), MATRIX, zeros(24), u32(2));
  const header = box('tkhd', u32(3), zeros(8), u32(1), zeros(16), [0, 0, 0, 1, 1, 0, 0, 0], MATRIX, zeros(8));
  // AudioSpecificConfig 0x1190: AAC-LC, 48 kHz, two channels (ISO/IEC 14496-3 §1.6.2.1).
  const decoder = [0x04, 0x11, 0x40, 0x15, ...zeros(11), 0x05, 0x02, 0x11, 0x90];
  const esds = box('esds', u32(0), [0x03, 0x19, 0, 1, 0], decoder, [0x06, 0x01, 0x02]);
  const entry = box('mp4a', zeros(6), [0, 1], zeros(8), [0, 2, 0, 16], zeros(4), u32(RATE * 0x10000), esds);
  const table = box(
    'stbl',
    box('stsd', u32(0), u32(1), entry),
    ...['stts', 'stsc', 'stco'].map((type) => box(type, zeros(8))),
    box('stsz', zeros(12)),
  );
  const place = box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1))));
  const media = box(
    'mdia',
    box('mdhd', zeros(12), u32(RATE), u32(0), [0x55, 0xc4, 0, 0]),
    box('hdlr', zeros(8), chars('soun'), zeros(13)),
    box('minf', box('smhd', zeros(8)), place, table),
  );
  const samples = box('mvex', box('trex', u32(0), u32(1), u32(1), zeros(12)));
  return [
    ...box('ftyp', chars('iso5'), u32(0x200), chars('iso5iso6mp41')),
    ...box('moov', movie, box('trak', header, media), samples),
  ];
}
