import { readUint } from './read-uint.js';

/** What the elementary streams of a transport stream are to us. */
export type TsRole = 'splice' | 'id3' | 'clock';

/** Who is listened to, by PID. */
export interface TsStreams {
  readonly pmts: readonly number[];
  readonly roles: Readonly<Record<number, TsRole>>;
}

/** stream_type: SCTE 35 §8.2 (0x86), metadata in PES packets (0x15), video (ISO/IEC 13818-1 Table 2-34). */
const SPLICE = 0x86;
const METADATA = 0x15;
const VIDEO = [0x01, 0x02, 0x10, 0x1b, 0x24, 0x33];
const AUDIO = [0x03, 0x04, 0x0f, 0x11, 0x81];

/** PIDs of the PMTs in a program_association_section() (§2.4.4.3). Program 0 is the network's. */
export function readPat(section: Uint8Array): readonly number[] {
  const pids: number[] = [];
  if (section[0] !== 0x00) return pids;
  for (let at = 8; at + 4 <= section.length - 4; at += 4) {
    if (readUint(section, at, 2) > 0) pids.push(readUint(section, at + 2, 2) & 0x1fff);
  }
  return pids;
}

/** Elementary streams of a TS_program_map_section() (§2.4.4.8). The first video tells the time, else the first audio. */
export function readPmt(section: Uint8Array): TsStreams['roles'] {
  const roles: Record<number, TsRole> = {};
  if (section[0] !== 0x02) return roles;
  const clocks: [number[], number[]] = [[], []];
  for (let at = 12 + (readUint(section, 10, 2) & 0xfff); at + 5 <= section.length - 4;) {
    const type = section[at] ?? 0;
    const pid = readUint(section, at + 1, 2) & 0x1fff;
    if (type === SPLICE) roles[pid] = 'splice';
    else if (type === METADATA) roles[pid] = 'id3';
    else if (VIDEO.includes(type)) clocks[0].push(pid);
    else if (AUDIO.includes(type)) clocks[1].push(pid);
    at += 5 + (readUint(section, at + 3, 2) & 0xfff);
  }
  const clock = clocks[0][0] ?? clocks[1][0];
  if (clock !== undefined) roles[clock] = 'clock';
  return roles;
}
