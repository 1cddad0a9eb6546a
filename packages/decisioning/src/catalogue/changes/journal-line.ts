import { crc32 } from 'node:zlib';
import type { AuditEntry } from './change.js';

/** One entry as a line: `9f3a01c2 {…}\n`. Eight hex digits of the CRC-32 (ISO 3309) of the JSON, which has no line break in it. */
export function writeLine(entry: AuditEntry): Buffer {
  const json = JSON.stringify(entry);
  return Buffer.from(`${checksum(json)} ${json}\n`);
}

/** What a journal holds. */
export interface ReadJournal {
  readonly entries: readonly AuditEntry[];
  /** So many bytes are whole lines; what follows was never answered for: the process died in it. */
  readonly soundBytes: number;
}

/**
 * Reads a journal. A last line that is not whole is left out.
 * @throws Error where a line is damaged and whole ones follow: then something was lost that had been kept.
 */
export function readJournal(bytes: Buffer, name: string): ReadJournal {
  const entries: AuditEntry[] = [];
  let soundBytes = 0;
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const entry = end < 0 ? null : readLine(bytes.toString('utf8', from, end), entries.length + 1);
    if (entry === null) {
      if (hasWholeLine(bytes, end < 0 ? bytes.length : end + 1))
        throw new Error(
          `Cannot replay ${name}: the line at byte ${from} is damaged and whole ones follow, expected none`,
        );
      break;
    }
    entries.push(entry);
    from = end + 1;
    soundBytes = from;
  }
  return { entries, soundBytes };
}

function readLine(line: string, seq: number | null): AuditEntry | null {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return null;
  const entry = JSON.parse(json) as AuditEntry; // the checksum says that it is what was written
  return seq === null || entry.seq === seq ? entry : null;
}

function hasWholeLine(bytes: Buffer, from: number): boolean {
  for (let start = from; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) return false;
    if (readLine(bytes.toString('utf8', start, end), null) !== null) return true;
    start = end + 1;
  }
  return false;
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');
