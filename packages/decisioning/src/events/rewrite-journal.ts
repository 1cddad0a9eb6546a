import { open, rename, type FileHandle } from 'node:fs/promises';

/**
 * Puts a journal's new text in the place of the old one: either is there, whatever happens meanwhile. Gives it open for what is appended
 * next; where this fails the one before goes on.
 */
export async function rewriteJournal(file: string, text: string, openFile: typeof open = open): Promise<FileHandle> {
  const beside = `${file}.new`;
  const handle = await openFile(beside, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // Open before it has its name.
  const next = await openFile(beside, 'a');
  try {
    await rename(beside, file);
  } catch (error) {
    await next.close();
    throw error;
  }
  return next;
}
