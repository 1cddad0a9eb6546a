import type { PlayerHost } from '@cutaway/core';
import { initialInband, stepInband, type InbandState } from '@cutaway/signals/boxes';

/** Packets at the start of a segment that are searched for its tables: 96 kB. */
const HEAD_BYTES = 188 * 512;

/** A segment of sound or picture, with what its messages need. */
export interface HeardSegment {
  /** The rendition that it is of: each numbers its streams by itself. */
  readonly stream: string;
  /** Programme time of its start; without dates, media time. Milliseconds. */
  readonly startsAt: number;
  /** Its initialisation segment; null: none, as in a transport stream. */
  readonly init: Uint8Array | null;
}

/**
 * Hears the messages inside of segments: emsg, ID3, SCTE-35 sections of a transport stream. Their times are on the clock
 * of the segment that they are in, whose programme time is its date.
 */
export function hearMessages(tell: PlayerHost['tell']): (bytes: ArrayBuffer, segment: HeardSegment) => void {
  // Sound and picture number their streams by themselves; a message that both carry is told once.
  const states = new Map<string, InbandState>();
  let { heard } = initialInband;
  return (buffer, { stream, startsAt, init }) => {
    const bytes = new Uint8Array(buffer);
    let state: InbandState = { ...(states.get(stream) ?? initialInband), heard };
    if (init) state = stepInband(state, { bytes: init, startsAt }).state;
    else if (isDeaf(stepInband(state, { bytes: bytes.subarray(0, HEAD_BYTES), startsAt }).state)) return;
    const { signals, causes, state: after } = stepInband(state, { bytes, startsAt });
    states.set(stream, after);
    heard = after.heard;
    if (signals.length + causes.length > 0) tell({ type: 'heard', signals, causes });
  };
}

/** True where the tables of a transport stream tell of nobody to be listened to: most of its bytes are picture. */
function isDeaf({ ts: { pmts, roles } }: InbandState): boolean {
  const all = Object.keys(roles).map((pid) => roles[Number(pid)]);
  return pmts.length > 0 && all.length > 0 && !all.includes('splice') && !all.includes('id3');
}
