import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { ChangeStore } from './change.js';
import { readJournal, writeLine } from './journal-line.js';

/** Told when a journal ended in a line that is not whole. */
export type OnCut = (cut: { readonly file: string; readonly bytes: number }) => void;

/**
 * Opens the journal of changes in a folder: an append-only file of checked lines, each on disk before its change is answered for.
 * It is the audit log too, so nothing is ever taken out of it. One process writes it.
 * @throws Error where the file cannot be opened, or is damaged before its end.
 */
export async function openJournal(folder: string, onCut: OnCut = () => {}): Promise<ChangeStore> {
  const file = path.join(folder, 'changes.journal');
  await mkdir(folder, { recursive: true });
  const handle = await open(file, 'a+');
  await syncFolder(folder);
  let length = 0;
  let broken: string | null = null;

  return {
    async replay() {
      const bytes = await handle.readFile();
      const { entries, soundBytes } = readJournal(bytes, file);
      if (soundBytes < bytes.length) {
        await handle.truncate(soundBytes);
        await handle.sync();
        onCut({ file, bytes: bytes.length - soundBytes });
      }
      length = soundBytes;
      return entries;
    },
    async append(entry) {
      if (broken !== null) throw cannotKeep(file, broken);
      const { size } = await handle.stat();
      if (size !== length)
        throw cannotKeep(file, `it has ${size} bytes, expected ${length}: another process writes it`);
      const line = writeLine(entry);
      try {
        await handle.appendFile(line);
        await handle.datasync();
        length += line.length;
      } catch (error) {
        broken = await cutBack(handle, length);
        throw cannotKeep(file, String(error));
      }
    },
    close: () => handle.close(),
  };
}

/** Half a line must not stay before the next one. Where that fails too nothing more is kept until a restart, which cuts it. */
async function cutBack(handle: FileHandle, length: number): Promise<string | null> {
  try {
    await handle.truncate(length);
    await handle.sync();
    return null;
  } catch (error) {
    return `an earlier change is half in it (${String(error)}), expected a restart`;
  }
}

const cannotKeep = (file: string, state: string): Error => new Error(`Cannot keep change in ${file}: ${state}`);

/** A new file is there after a power cut only if its folder was synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
