import type { ProgramMs } from '@cutaway/model';
import type { Splice } from '@cutaway/scte35';
import { isSpliceScheme } from '../dash/read-splice-payload.js';
import { placePts, type PtsLine } from '../time/pts-line.js';
import type { Emsg } from './read-emsg.js';
import { readId3, type Id3Frame } from './read-id3.js';
import type { SpliceMessage } from './signals-from-message.js';
import type { TsMessage } from './read-ts.js';

/** Where the segment of a message is. */
export interface SegmentPlace {
  readonly startsAt: ProgramMs;
  /** Its start on the media timeline; null: unknown. */
  readonly mediaStartMs: number | null;
}

/** Splice times further from their message belong to another clock: a cue is sent seconds ahead, a schedule by a command of its own. */
const PLAUSIBLE_MS = 300_000;
const ID3_SCHEME = /emsg[-/]ID3/i;

/** What an emsg box may say: a section, or ID3 around one. Its own time counts, whatever the section's splice time says. */
export function messagesOfEmsg(emsg: Emsg, place: SegmentPlace): readonly SpliceMessage[] {
  const { schemeIdUri, message, time, durationMs } = emsg;
  const isAbsolute = time.from === 'media';
  const isPlaced = !isAbsolute || place.mediaStartMs !== null;
  const head = {
    startsAt:
      place.startsAt + (isAbsolute ? (place.mediaStartMs === null ? 0 : time.ms - place.mediaStartMs) : time.ms),
    timeFrom: isPlaced ? ('event' as const) : ('segment' as const),
    durationMs,
  };
  if (ID3_SCHEME.test(schemeIdUri)) return readId3(message).map((frame) => ({ ...ofFrame(frame), ...head }));
  if (!isSpliceScheme(schemeIdUri)) return [];
  return [{ ...head, carrier: 'emsg', payload: message, isNamed: true }];
}

/** What a message of a transport stream, or of packed audio, may say: its splice time where it is of the stream's clock. */
export function messagesOfTs(message: TsMessage, place: SegmentPlace, line: PtsLine): readonly SpliceMessage[] {
  const startsAt = placePts(line, message.nearPtsMs, place.startsAt, PLAUSIBLE_MS);
  const placeSplice = ({ ptsTime }: Splice): ProgramMs | null => {
    if (ptsTime === null || line.length === 0) return null;
    const at = placePts(line, ptsTime / 90, startsAt, PLAUSIBLE_MS);
    return at === startsAt ? null : at;
  };
  const head = { startsAt, timeFrom: 'segment' as const, durationMs: null, placeSplice };
  if (message.type === 'splice') return [{ ...head, carrier: 'ts', payload: message.section, isNamed: true }];
  return message.frames.map((frame) => ({ ...ofFrame(frame), ...head }));
}

function ofFrame({ owner, data }: Id3Frame): Pick<SpliceMessage, 'carrier' | 'payload' | 'isNamed'> {
  return { carrier: 'id3', payload: data, isNamed: /scte-?35/i.test(owner) };
}
