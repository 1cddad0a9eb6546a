import path from 'node:path';
import type { Disk } from './disk.js';
import { frameAt, wholeBytes } from './frame.js';
import type { LoggedEvent } from './event-log.js';

/** One file of a log. */
export interface Segment {
  readonly file: string;
  /** Offset of its first byte in the whole log: its name says so. */
  readonly base: number;
}

const NAME = /^(\d{16})\.seg$/;

export const segmentAt = (folder: string, base: number): Segment => ({
  file: path.join(folder, `${String(base).padStart(16, '0')}.seg`),
  base,
});

/** The segments of a folder, oldest first. */
export async function listSegments(disk: Disk, folder: string): Promise<readonly Segment[]> {
  const names = await disk.list(folder);
  return names
    .flatMap((name) => NAME.exec(name)?.slice(1, 2) ?? [])
    .map((digits) => segmentAt(folder, Number(digits)))
    .sort((a, b) => a.base - b.base);
}

/**
 * Makes the last segment end with a whole record: what a crash left behind it is cut off and kept beside it, as `<name>.torn`.
 * Answers how long it is.
 */
export async function cutTornTail(disk: Disk, { file }: Segment): Promise<number> {
  const bytes = await disk.read(file);
  const whole = wholeBytes(bytes);
  if (whole === bytes.length) return whole;
  // For who wants to look at them. A disk that has no room for them is no reason not to start.
  await keepBeside(disk, file, bytes.subarray(whole)).catch(() => undefined);
  const open = await disk.open(file);
  await open.cut(whole);
  await open.sync();
  await open.close();
  return whole;
}

async function keepBeside(disk: Disk, file: string, torn: Buffer): Promise<void> {
  const beside = await disk.open(`${file}.torn`);
  await beside.write(torn, 0).finally(() => beside.close());
}

/** What is left of a segment behind a record that cannot be read. */
export interface Damage {
  readonly file: string;
  readonly offset: number;
  readonly lostBytes: number;
}

/**
 * The records of one segment from an offset on, up to `end`. Where one is damaged the rest of the segment cannot be told apart: that
 * is said, and the next segment goes on.
 */
export function* readSegment(
  bytes: Buffer,
  { file, base }: Segment,
  range: { readonly from: number; readonly end: number },
  onDamage: (damage: Damage) => void,
): Generator<LoggedEvent> {
  const whole = bytes.subarray(0, range.end - base);
  for (let at = Math.max(0, range.from - base); at < whole.length;) {
    const frame = frameAt(whole, at);
    if (frame === null) return onDamage({ file, offset: base + at, lostBytes: whole.length - at });
    yield { offset: base + at, next: base + frame.end, id: null, text: frame.text };
    at = frame.end;
  }
}
