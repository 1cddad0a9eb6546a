import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { aSectionUnit, packets, tables } from '../../../packages/signals/src/boxes/bytes.builder.js';
import { MEDIA_DIR } from './media-dir.js';

const VIDEO_PID = 0x100;
const SPLICE_PID = 0x1f0;
const PMT_PID = 0x1000;
const PACKET = 188;

/** A segment of the programme with boxes in front of it, and its init segment as `init.mp4`. Segments are 1.92 s long. */
export async function spokenFragments(
  boxes: Readonly<Record<number, readonly Uint8Array[]>>,
  count = 3,
): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = { 'init.mp4': await readFile(`${MEDIA_DIR}/content/lo-init.mp4`) };
  for (let n = 0; n < count; n++) {
    const media = await readFile(`${MEDIA_DIR}/content/lo-00${n}.m4s`);
    files[`${n}.m4s`] = Buffer.concat([...(boxes[n] ?? []), media]);
  }
  return files;
}

/**
 * The first segment of the programme as a transport stream, with a stream of SCTE-35 (stream_type 0x86) in its tables and one section
 * in it. `media/lo-000.m2ts` is `ffmpeg -c copy -f mpegts` of it.
 */
export async function spokenTransportStream(section: Uint8Array): Promise<Buffer> {
  const bytes = await readFile(fileURLToPath(new URL('../media/lo-000.m2ts', import.meta.url)));
  const pidOf = (at: number): number => bytes.readUInt16BE(at + 1) & 0x1fff;
  const starts = Array.from({ length: bytes.length / PACKET }, (_none, n) => n * PACKET);
  const picture = starts.filter((at) => pidOf(at) === VIDEO_PID).map((at) => bytes.subarray(at, at + PACKET));
  const head = tables({ [VIDEO_PID]: 0x1b, [SPLICE_PID]: 0x86 }, PMT_PID);
  const [first = Buffer.alloc(0), ...rest] = picture;
  return Buffer.concat([head, first, packets(SPLICE_PID, aSectionUnit(section)), ...rest]);
}
