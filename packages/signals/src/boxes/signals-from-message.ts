import type { Carrier, Cause, ProgramMs, Signal, TimeSource } from '@cutaway/model';
import { toBase64, type Splice } from '@cutaway/scte35';
import { readSplicePayload } from '../dash/read-splice-payload.js';
import { signalsFromSplice, type SpliceSignals } from '../signals-from-splice.js';
import { textOf } from './text-of.js';

/** One message that may hold a section, and where its carrier puts it. */
export interface SpliceMessage {
  readonly carrier: Extract<Carrier, 'emsg' | 'id3' | 'ts'>;
  readonly payload: Uint8Array;
  readonly startsAt: ProgramMs;
  readonly timeFrom: TimeSource;
  /** The carrier's own; null or 0: it says none. */
  readonly durationMs: number | null;
  /** False: nobody said that it is SCTE-35, so what cannot be read is somebody else's. */
  readonly isNamed: boolean;
  /** By which the splice time is preferred to `startsAt`; null where it is of another clock. */
  readonly placeSplice?: (splice: Splice) => ProgramMs | null;
}

const TABLE_ID = 0xfc;
const MAX_EVIDENCE = 4096;

/** The payload as text: base64 of a section, else the text that it is. */
export function payloadText(payload: Uint8Array): string {
  return payload[0] === TABLE_ID ? toBase64(payload) : textOf(payload).replace(/\0+$/, '').trim();
}

/** What a message says about breaks. Never throws: a section that cannot be read, or has a wrong CRC, is told as a cause. */
export function signalsFromMessage(message: SpliceMessage): SpliceSignals {
  const { carrier, payload, isNamed, durationMs } = message;
  const text = payloadText(payload);
  const evidence = text.slice(0, MAX_EVIDENCE);
  const splice = isNamed || payload[0] === TABLE_ID || looksLikeSection(text) ? readSplicePayload(text) : '';
  if (typeof splice === 'string')
    return { signals: [] as Signal[], causes: isNamed ? [unreadable(splice, evidence)] : [] };
  const placed = message.placeSplice?.(splice) ?? null;
  const isTold = splice.events.some(({ duration }) => duration);
  return signalsFromSplice(splice, {
    carrier,
    key: null,
    evidence,
    startsAt: placed ?? message.startsAt,
    timeFrom: placed === null ? message.timeFrom : 'pts',
    ...(isTold || !durationMs ? {} : { durationMs, durationFrom: 'cue' as const }),
  });
}

/** Base64 or hex of table_id 0xFC and a short section, or XML. */
function looksLikeSection(text: string): boolean {
  return /^(?:\/D[AB]|0x?FC[03]|FC3|<(?:[\w.-]+:)?(?:SpliceInfoSection|Signal)\b)/i.test(text);
}

function unreadable(why: string, evidence: string): Cause {
  return { name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail: `${why}: ${evidence}` };
}
