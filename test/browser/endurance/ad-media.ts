import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MEDIA_DIR } from '../support/media-dir.js';

/** One ad of a pod: the first is red, the second green. */
export interface PlannedAd {
  readonly name: string;
  readonly colour: 'red' | 'green';
  /** Of the committed ad's three, 1.92 s each. A progressive file has all of them. */
  readonly segments: 1 | 2 | 3;
  readonly encoding: 'exact' | 'long' | 'short';
  readonly file: 'hls' | 'mp4';
}

export const SEGMENT_MS = 1920;
export const adMs = ({ segments }: PlannedAd): number => segments * SEGMENT_MS;

/** Where an ad's media lie on the front: `/ad/b3-one/main.m3u8`. */
export const adUrl = (origin: string, { name, file }: PlannedAd): string =>
  `${origin}/ad/${name}/${file === 'mp4' ? 'file.mp4' : 'main.m3u8'}`;

export interface AdFile {
  readonly type: string;
  readonly body: Buffer | string;
}

const HLS = 'application/vnd.apple.mpegurl';

/** One file of an ad, by its last name; null: there is none. */
export async function adFile(ad: PlannedAd, file: string): Promise<AdFile | null> {
  const dir = join(MEDIA_DIR, 'ads', `ad-${ad.colour}`);
  const text = (...path: string[]): Promise<string> => readFile(join(dir, ...path), 'utf8');
  if (file === 'file.mp4') return { type: 'video/mp4', body: await readFile(join(dir, `${ad.encoding}.mp4`)) };
  if (file === 'main.m3u8') return { type: HLS, body: (await text(ad.encoding, file)).split('../video/').join('') };
  if (file === 'audio.m3u8') return { type: HLS, body: shorten(await text(ad.encoding, file), ad.segments) };
  if (/^(hi|lo)\.m3u8$/.test(file)) return { type: HLS, body: shorten(await text('video', file), ad.segments) };
  const [, kind] = /^(audio|hi|lo)-(init\.mp4|\d+\.m4s)$/.exec(file) ?? [];
  if (kind === undefined) return null;
  return { type: 'video/mp4', body: await readFile(join(dir, kind === 'audio' ? ad.encoding : 'video', file)) };
}

/** The playlist with its first segments alone. */
function shorten(playlist: string, segments: number): string {
  const [head = '', ...parts] = playlist.split(/(?=#EXTINF)/);
  return `${[head, ...parts.slice(0, segments)].join('').replace(/#EXT-X-ENDLIST\s*/, '')}#EXT-X-ENDLIST\n`;
}
