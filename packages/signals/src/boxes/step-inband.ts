import type { Cause, ProgramMs, Signal, WallMs } from '@cutaway/model';
import { stepPtsLine, type PtsLine } from '../time/pts-line.js';
import { findBoxes } from './find-boxes.js';
import { stepHeard, type HeardMessages } from './heard-messages.js';
import { messagesOfEmsg, messagesOfTs, type SegmentPlace } from './inband-messages.js';
import { readEmsg } from './read-emsg.js';
import { readId3, type Id3Frame } from './read-id3.js';
import { readMediaStart, readTimescales, type Timescales } from './read-media-start.js';
import { initialTs, readTs, type TsMessage, type TsState } from './read-ts.js';
import { payloadText, signalsFromMessage, type SpliceMessage } from './signals-from-message.js';
import { readTransportTime, readWallClock } from './wall-clock.js';

/** What the segments of one stream left behind. Plain data, but for its bytes. */
export interface InbandState {
  readonly ts: TsState;
  readonly timescales: Timescales;
  readonly line: PtsLine;
  readonly heard: HeardMessages;
}

/** Bytes as they were loaded: an init segment, a fragment, a transport stream or packed audio. */
export interface InbandSegment {
  readonly bytes: Uint8Array;
  readonly startsAt: ProgramMs;
  /** Its start on the media timeline, where the player knows it: for emsg of version 1. */
  readonly mediaStartMs?: number | null;
}

export interface InbandStep {
  readonly state: InbandState;
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
  /** What the wall clock was at the start of the segment, by an ID3 frame of SCTE; null: it has none. */
  readonly wallMs: WallMs | null;
}

export const initialInband: InbandState = { ts: initialTs, timescales: {}, line: [], heard: [] };

/**
 * Hears what is said inside of the next segment: emsg, ID3 (PRIV, TXXX) and SCTE-35 sections of a transport stream. A message that
 * was heard is not told again. One state for all renditions of one kind of container; never throws.
 */
export function stepInband(before: InbandState, segment: InbandSegment): InbandStep {
  const { state, messages, frames } = hear(before, segment);
  const signals: Signal[] = [];
  const causes: Cause[] = [];
  let { heard } = state;
  for (const message of messages) {
    const step = stepHeard(heard, payloadText(message.payload), message.startsAt);
    heard = step.heard;
    if (!step.isNew) continue;
    const said = signalsFromMessage(message);
    signals.push(...said.signals);
    causes.push(...said.causes);
  }
  const wallMs = frames.reduce<WallMs | null>((found, frame) => found ?? readWallClock(frame), null);
  return { state: { ...state, heard }, signals, causes, wallMs };
}

interface Hearing {
  readonly state: InbandState;
  readonly messages: readonly SpliceMessage[];
  readonly frames: readonly Id3Frame[];
}

function hear(state: InbandState, segment: InbandSegment): Hearing {
  const { bytes, startsAt } = segment;
  const frames = readId3(bytes);
  if (frames.length > 0) return hearPackedAudio(state, startsAt, frames);
  // A box has a type of four letters; a transport stream has a sync byte there or anything.
  const first = findBoxes(bytes)[0]?.type ?? '';
  return BOXES.test(first) ? hearBoxes(state, segment) : hearTs(state, segment);
}

const BOXES = /^(?:styp|ftyp|moov|moof|sidx|ssix|emsg|prft|free|skip|mdat|uuid)$/;

function hearBoxes(before: InbandState, { bytes, startsAt, mediaStartMs }: InbandSegment): Hearing {
  const timescales = { ...before.timescales, ...readTimescales(bytes) };
  const place: SegmentPlace = { startsAt, mediaStartMs: mediaStartMs ?? readMediaStart(bytes, timescales) };
  const boxes = readEmsg(bytes);
  return {
    state: { ...before, timescales },
    messages: boxes.flatMap((emsg) => messagesOfEmsg(emsg, place)),
    frames: boxes.flatMap(({ message }) => readId3(message)),
  };
}

function hearTs(before: InbandState, { bytes, startsAt }: InbandSegment): Hearing {
  const { state: ts, messages, firstPtsMs } = readTs(before.ts, bytes);
  const line = firstPtsMs === null ? before.line : stepPtsLine(before.line, { ptsMs: firstPtsMs, startsAt });
  return { ...hearTsMessages(messages, startsAt, line), state: { ...before, ts, line } };
}

/** Packed audio tells its PTS by an ID3 frame (RFC 8216 §3.4). */
function hearPackedAudio(before: InbandState, startsAt: ProgramMs, frames: readonly Id3Frame[]): Hearing {
  const nearPtsMs = frames.reduce<number | null>((found, frame) => found ?? readTransportTime(frame), null);
  const line = nearPtsMs === null ? before.line : stepPtsLine(before.line, { ptsMs: nearPtsMs, startsAt });
  return { ...hearTsMessages([{ type: 'id3', nearPtsMs, frames }], startsAt, line), state: { ...before, line } };
}

function hearTsMessages(messages: readonly TsMessage[], startsAt: ProgramMs, line: PtsLine): Omit<Hearing, 'state'> {
  return {
    messages: messages.flatMap((message) => messagesOfTs(message, { startsAt, mediaStartMs: null }, line)),
    frames: messages.flatMap((message) => (message.type === 'id3' ? message.frames : [])),
  };
}
