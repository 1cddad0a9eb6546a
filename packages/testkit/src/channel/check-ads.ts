import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Throws a RangeError that names an ad that the media folder does not have: its asset lists would only ever answer 500. */
export async function checkAds(mediaDir: string, names: readonly string[]): Promise<void> {
  const known = await readdir(join(mediaDir, 'ads'));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new RangeError(
    `Cannot start channel: assets.names has "${unknown}", expected some of ${known.sort().join(', ')}`,
  );
}
