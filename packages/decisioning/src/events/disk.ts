import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WallMs } from '@cutaway/model';

/** A file that is written at its end. */
export interface DiskFile {
  write(bytes: Buffer, at: number): Promise<void>;
  /** Resolves when all that was written is on the disk itself. */
  sync(): Promise<void>;
  cut(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What a log does with a disk. */
export interface Disk {
  /** Names in a folder, which is made where there is none. */
  list(folder: string): Promise<readonly string[]>;
  read(file: string): Promise<Buffer>;
  /** When it was last written. */
  changedAtMs(file: string): Promise<WallMs>;
  /** For writing; made where there is none, and its name is durable then. */
  open(file: string): Promise<DiskFile>;
  /** Whole or not at all. */
  replace(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
}

/** The real one. */
export const nodeDisk: Disk = {
  async list(folder) {
    await mkdir(folder, { recursive: true });
    return readdir(folder);
  },
  read: (file) => readFile(file),
  changedAtMs: async (file) => (await stat(file)).mtimeMs,
  async open(file) {
    const handle = await open(file, 'a').then((made) => made.close().then(() => open(file, 'r+')));
    await syncFolder(path.dirname(file));
    return {
      async write(bytes, at) {
        for (let done = 0; done < bytes.length;) {
          done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
        }
      },
      sync: () => handle.datasync(),
      cut: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  async replace(file, text) {
    await writeFile(`${file}.new`, text, { flush: true });
    await rename(`${file}.new`, file);
    await syncFolder(path.dirname(file));
  },
  remove: (file) => rm(file, { force: true }),
};

/** A new name is in its folder only when the folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
