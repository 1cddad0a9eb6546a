import path from 'node:path';
import type { Disk } from './disk.js';

/** Beside the segments. */
const FILE = 'log-id';

/**
 * Gives the log of a folder a name when it is made. Offsets begin anew with a log that is: by its name, who follows it from another
 * process sees that. One of before there were names gets one.
 */
export async function keepLogId(
  disk: Disk,
  folder: string,
  { isNew, newId }: { readonly isNew: boolean; readonly newId: () => string },
): Promise<void> {
  const file = path.join(folder, FILE);
  if (!isNew && (await readLogId(disk, folder)) !== null) return;
  if (isNew) await disk.remove(file); // that of one that is gone
  // A disk that has no room for it is no reason not to start.
  await disk.replace(file, `${newId()}\n`).catch(() => undefined);
}

/** null: it has none. */
export async function readLogId(disk: Pick<Disk, 'read'>, folder: string): Promise<string | null> {
  const bytes = await disk.read(path.join(folder, FILE)).catch(() => null);
  return bytes?.toString('utf8').trim() || null;
}
