import { readId3, type Id3Frame } from './read-id3.js';
import { readPes } from './read-pes.js';
import { readTsPackets, type TsPacket } from './ts-packet.js';
import { readPat, readPmt, type TsStreams } from './ts-streams.js';
import { isRepeat, stepPes, stepSections, type TsPartials } from './ts-units.js';

/** What a transport stream left behind: who is who in it, and what has begun. Plain data. */
export interface TsState extends TsStreams {
  readonly partials: TsPartials;
}

export const initialTs: TsState = { pmts: [], roles: {}, partials: {} };

/** A message of a segment. `nearPtsMs`: of the frame before it in the multiplex, or its own; null where there was none yet. */
export type TsMessage =
  | { readonly type: 'splice'; readonly nearPtsMs: number | null; readonly section: Uint8Array }
  | { readonly type: 'id3'; readonly nearPtsMs: number | null; readonly frames: readonly Id3Frame[] };

export interface TsReading {
  readonly state: TsState;
  readonly messages: readonly TsMessage[];
  /** PTS of the first frame of the video, else of the audio, in order of decoding. */
  readonly firstPtsMs: number | null;
}

const PAT_PID = 0;
const TABLE_ID = 0xfc;

/**
 * Reads the next bytes of a transport stream: the sections of its SCTE-35 streams (stream_type 0x86) and ID3 of its metadata streams,
 * by its PAT and PMT (ISO/IEC 13818-1). Never throws: a packet that is lost or broken takes its own message with it.
 */
export function readTs(before: TsState, bytes: Uint8Array): TsReading {
  const messages: TsMessage[] = [];
  const partials = { ...before.partials };
  let { pmts, roles } = before;
  let firstPtsMs: number | null = null;
  let nearPtsMs: number | null = null;

  const hearSections = (packet: TsPacket): readonly Uint8Array[] =>
    keep(packet.pid, stepSections(partials[packet.pid], packet));
  const hearPes = (packet: TsPacket): readonly Uint8Array[] => keep(packet.pid, stepPes(partials[packet.pid], packet));
  const keep = (pid: number, { units, partial }: ReturnType<typeof stepSections>): readonly Uint8Array[] => {
    if (partial) partials[pid] = partial;
    else delete partials[pid];
    return units;
  };
  const hearId3 = (unit: Uint8Array): void => {
    const pes = readPes(unit);
    const frames = pes ? readId3(pes.data) : [];
    if (pes && frames.length > 0) messages.push({ type: 'id3', nearPtsMs: pes.ptsMs ?? nearPtsMs, frames });
  };

  readTsPackets(bytes, (packet) => {
    const { pid } = packet;
    const role = roles[pid];
    if (role === 'clock') {
      const ptsMs = packet.startsUnit ? (readPes(packet.payload)?.ptsMs ?? null) : null;
      nearPtsMs = ptsMs ?? nearPtsMs;
      firstPtsMs = firstPtsMs ?? ptsMs;
    } else if (isRepeat(partials[pid], packet)) return;
    else if (pid === PAT_PID) for (const section of hearSections(packet)) pmts = orIfEmpty(readPat(section), pmts);
    else if (pmts.includes(pid)) for (const section of hearSections(packet)) roles = { ...roles, ...readPmt(section) };
    else if (role === 'id3') hearPes(packet).forEach(hearId3);
    else if (role === 'splice') {
      for (const section of hearSections(packet)) {
        if (section[0] === TABLE_ID) messages.push({ type: 'splice', nearPtsMs, section });
      }
    }
  });
  return { state: { pmts, roles, partials: copied(partials) }, messages, firstPtsMs };
}

function orIfEmpty(next: readonly number[], before: readonly number[]): readonly number[] {
  return next.length > 0 ? next : before;
}

/** Of their own, so that the segment they were cut from can go. */
function copied(partials: TsPartials): TsPartials {
  return Object.fromEntries(
    Object.entries(partials).map(([pid, { counter, bytes }]) => [pid, { counter, bytes: bytes.slice() }]),
  );
}
