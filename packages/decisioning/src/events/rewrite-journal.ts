import { open, rename, type FileHandle } from 'node:fs/promises';

/**
 * Puts a journal's new text in the place of the old one: either is there, whatever happens meanwhile. Gives it open for what is appended
 * next; where this fails the one before goes on. Of a text in pieces each is written before the next is made: a long one is made so, since
 * nobody else has a turn while it is.
 */
export async function rewriteJournal(
  file: string,
  text: string | Iterable<string>,
  openFile: typeof open = open,
): Promise<FileHandle> {
  const beside = `${file}.new`;
  const handle = await openFile(beside, 'w');
  try {
    // Each goes on where the one before ended.
    for (const piece of typeof text === 'string' ? [text] : text) await handle.writeFile(piece);
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
