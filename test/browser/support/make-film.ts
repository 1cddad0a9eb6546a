import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEDIA_DIR } from './media-dir.js';

/** `film.mp4`, 46 s of picture, out of the committed segments, in a folder of its own, whose path is the answer. */
export async function makeFilm(): Promise<string> {
  const names = ['init.mp4', ...Array.from({ length: 24 }, (_, i) => `${String(i).padStart(3, '0')}.m4s`)];
  const parts = await Promise.all(names.map((name) => readFile(join(MEDIA_DIR, 'content', `hi-${name}`))));
  const folder = await mkdtemp(join(tmpdir(), 'cutaway-film-'));
  await writeFile(join(folder, 'film.mp4'), Buffer.concat(parts));
  return folder;
}
