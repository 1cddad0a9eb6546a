import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { frameAt, frameBatch, framedBytes, HEADER_BYTES, MAX_RECORD_BYTES, type Frame } from './frame.js';
import type { KeptPart } from './kept-part.js';
import type { LogMark } from './event-log.js';

/**
 * A checkpoint is a file of frames, as the log's segments are: one that says what it is, some with rows of one part each, and one that
 * says how many those were. Without the last, or with one that does not fit its sum, it is torn.
 */
const WHAT = 'cutaway-checkpoint';

/** Of what the rows mean. To be raised with each change of a part's rows, which `checkpoint-form.test.ts` tells: a checkpoint of another form is passed over, and all is read. */
export const CHECKPOINT_FORM = 3;

/** Rows gather to so much before they are a frame. */
const FRAME_CHARS = 64 << 10;
/** The event loop is given back after so long, in milliseconds. */
const SLICE_MS = 4;
/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 32;
const READ_BYTES = 1 << 20;

interface Head {
  readonly what: string;
  readonly form: number;
  readonly mark: LogMark;
}

export interface CheckpointWriting {
  /** Resolves in a later turn of the event loop. */
  readonly turn: () => Promise<unknown>;
  readonly nowMs: () => number;
  /** True: it is given up. */
  readonly isGivenUp: () => boolean;
}

/**
 * Writes a checkpoint beside its place, a slice in each turn of the event loop, and puts it there whole when it is on the disk.
 * @returns how many bytes it has. null: it was given up.
 */
export async function writeCheckpoint(
  file: string,
  { mark, parts }: { readonly mark: LogMark; readonly parts: readonly KeptPart[] },
  { turn, nowMs, isGivenUp }: CheckpointWriting,
): Promise<number | null> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w');
  let bytes = 0;
  let frames = 0;
  let isWhole = false;
  const write = async (text: string): Promise<void> => {
    const size = framedBytes(text);
    if (size > MAX_RECORD_BYTES) throw new Error(`Cannot write a row of ${size} bytes, expected ${MAX_RECORD_BYTES}`);
    await handle.writeFile(frameBatch([text], size));
    bytes += size;
  };
  try {
    await write(JSON.stringify({ what: WHAT, form: CHECKPOINT_FORM, mark } satisfies Head));
    let sliceMs = nowMs();
    for (const { name, save } of parts) {
      let rows: string[] = [];
      let chars = 0;
      let seen = 0;
      const flush = async (): Promise<void> => {
        if (rows.length === 0) return;
        frames += 1;
        await write(`[${JSON.stringify(name)},[${rows.join(',')}]]`);
        rows = [];
        chars = 0;
      };
      for (const row of save()) {
        const text = JSON.stringify(row);
        rows.push(text);
        chars += text.length;
        if (chars >= FRAME_CHARS) await flush();
        if (++seen % ROWS_AT_ONCE === 0 && nowMs() - sliceMs >= SLICE_MS) {
          await turn();
          if (isGivenUp()) return null;
          sliceMs = nowMs();
        }
      }
      await flush();
    }
    await write(JSON.stringify({ frames }));
    await handle.sync();
    isWhole = true;
  } finally {
    await handle.close();
    if (!isWhole) await rm(beside, { force: true });
  }
  await rename(beside, file);
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
  return bytes;
}

/**
 * Reads a checkpoint into its parts, which are empty.
 * @param check null: the log goes on where the mark says. Else why it does not.
 * @returns where it was made; or what is wrong with it, in words: then the parts hold some of it.
 */
export async function readCheckpoint(
  file: string,
  parts: readonly KeptPart[],
  check: (mark: LogMark) => Promise<string | null>,
): Promise<LogMark | string> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  let mark: LogMark | null = null;
  let frames = 0;
  for await (const text of framesOf(file)) {
    if (text === null) break;
    const said = JSON.parse(text) as Head | readonly [string, readonly unknown[]] | { readonly frames: number };
    if ('what' in said) {
      if (said.what !== WHAT || said.form !== CHECKPOINT_FORM)
        return `it is of form ${said.form}, expected ${CHECKPOINT_FORM}`;
      const fault = await check(said.mark);
      if (fault !== null) return fault;
      mark = said.mark;
    } else if ('frames' in said) {
      return mark !== null && said.frames === frames ? mark : 'it has lost a part, expected it to be whole';
    } else {
      const part = byName.get(said[0]);
      if (part === undefined) return `it has a part ${said[0]}, expected one that is known`;
      for (const row of said[1]) part.load(row);
      frames += 1;
    }
  }
  return 'it is torn or damaged, expected it to be whole';
}

/** The texts of a file's frames; null, and no more, where one is damaged. */
async function* framesOf(file: string): AsyncGenerator<string | null> {
  const handle = await open(file, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(READ_BYTES);
      const { bytesRead } = await handle.read(chunk, 0, READ_BYTES);
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      let at = 0;
      for (let frame: Frame | null; (frame = frameAt(bytes, at)); at = frame.end) yield frame.text;
      rest = bytes.subarray(at);
      if (rest.length > MAX_RECORD_BYTES + HEADER_BYTES) {
        yield null;
        return;
      }
    }
  } finally {
    await handle.close();
  }
}
