import { aBox as box, blank } from '../../../packages/decisioning/src/catalogue/an-mp4.builder.js';

/** What is read of a segment. */
export interface TextCue {
  readonly sequence: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly text: string;
}

/** Six bytes of nothing, and the only data reference. */
const ENTRY = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1]);

/** What is served of text in fMP4 (ISO/IEC 14496-30), whose clock ticks in milliseconds. */
export const TIMED_TEXT = {
  IMSC1: {
    codec: 'stpp.ttml.im1t',
    init: (): Buffer => writeInit(box('stpp', ENTRY, 'http://www.w3.org/ns/ttml\0\0\0')),
    segment: (cue: TextCue): Buffer => writeFragment(cue, documentOf(cue)),
  },
  'WebVTT in fMP4': {
    codec: 'wvtt',
    init: (): Buffer => writeInit(box('wvtt', ENTRY, box('vttC', 'WEBVTT'))),
    segment: (cue: TextCue): Buffer => writeFragment(cue, box('vttc', box('payl', cue.text))),
  },
};

function documentOf({ startMs, durationMs, text }: TextCue): Uint8Array {
  const at = (ms: number): string => new Date(Math.round(ms)).toISOString().slice(11, 23);
  const cue = `<p begin="${at(startMs)}" end="${at(startMs + durationMs)}">${text}</p>`;
  return Buffer.from(`<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>${cue}</div></body></tt>`);
}

function writeInit(entry: Uint8Array): Buffer {
  const tables = box('stbl', box('stsd', 0, 1, entry), ...['stts', 'stsc', 'stco'].map((name) => box(name, 0, 0)));
  const media = box('minf', box('sthd', 0), box('dinf', box('dref', 0, 1, box('url ', 1))), tables);
  const track = box(
    'trak',
    box('tkhd', 7, 0, 0, 1, blank(68)),
    box('mdia', box('mdhd', 0, 0, 0, 1000, 0, 0x55c40000), box('hdlr', 0, 0, 'subt', blank(13)), media),
  );
  const movie = box(
    'moov',
    box('mvhd', 0, 0, 0, 1000, 0, blank(76), 2),
    track,
    box('mvex', box('trex', 0, 1, 1, 0, 0, 0)),
  );
  return Buffer.concat([box('ftyp', 'iso6', 0, 'iso6'), movie]);
}

function writeFragment({ sequence, startMs, durationMs }: TextCue, sample: Uint8Array): Buffer {
  const moof = (offset: number): Uint8Array =>
    box(
      'moof',
      box('mfhd', 0, sequence + 1),
      box(
        'traf',
        box('tfhd', 0x020000, 1),
        box('tfdt', 0, Math.round(startMs)),
        box('trun', 0x000301, 1, offset, Math.round(durationMs), sample.length),
      ),
    );
  return Buffer.concat([moof(moof(0).length + 8), box('mdat', sample)]);
}
