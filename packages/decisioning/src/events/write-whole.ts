import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file that is there whole or as it was before, also after a power cut. `mode`: who may read it, as for `open`. */
export async function writeWhole(file: string, content: string | Buffer, mode = 0o666): Promise<void> {
  const beside = `${file}.new`;
  await rm(beside, { force: true }); // of a start that was cut short: whoever made it chose its mode
  const handle = await open(beside, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close()); // the new name too must outlive it
}
