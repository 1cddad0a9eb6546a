import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTimescales, retime } from './retime.js';
import type { Rendition } from './write-live-playlist.js';

/** One rendition of the programme, in memory. */
interface Track {
  readonly init: Buffer;
  readonly timescales: Map<number, number>;
  readonly segments: readonly Buffer[];
  /** Length of the whole loop. */
  readonly loopMs: number;
}

/** The media of a channel: its folder, and the programme that it loops. */
export interface ChannelMedia {
  readonly dir: string;
  /** Length of one committed segment. */
  readonly segmentMs: number;
  readonly tracks: Readonly<Record<Rendition, Track>>;
}

/** The folder of committed media, from sources and from the built package alike. */
export function findMediaDir(): string {
  for (const place of ['../media/', '../../media/']) {
    const dir = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(join(dir, 'content'))) return dir;
  }
  throw new Error(
    'Cannot start channel: the media folder is missing, expected it in the package (scripts/make-media.sh)',
  );
}

/** Reads the programme. Throws where the folder is not one that scripts/make-media.sh made. */
export async function loadMedia(dir: string): Promise<ChannelMedia> {
  const content = join(dir, 'content');
  const [hi, lo, audio] = await Promise.all([
    loadTrack(content, 'hi'),
    loadTrack(content, 'lo'),
    loadTrack(content, 'audio'),
  ]);
  return { dir, segmentMs: hi.loopMs / hi.segments.length, tracks: { hi, lo, audio } };
}

async function loadTrack(dir: string, rendition: Rendition): Promise<Track> {
  const playlist = await readFile(join(dir, `${rendition}.m3u8`), 'utf8');
  const files = playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const init = await readFile(join(dir, `${rendition}-init.mp4`));
  return {
    init,
    timescales: readTimescales(init),
    segments: await Promise.all(files.map((file) => readFile(join(dir, file)))),
    loopMs: playlistMs(playlist),
  };
}

/** Sum of a playlist's EXTINF in milliseconds. */
export function playlistMs(playlist: string): number {
  const seconds = [...playlist.matchAll(/^#EXTINF:([\d.]+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  return Math.round(seconds * 1000);
}

/** Live segment `n`: `perSegment` segments of the endless loop, on one timeline. */
export function liveSegment(track: Track, n: number, perSegment: number): Buffer {
  const parts = Array.from({ length: perSegment }, (_, i) => {
    const at = n * perSegment + i;
    const loops = Math.floor(at / track.segments.length);
    const segment = track.segments[at % track.segments.length];
    if (segment === undefined) throw new RangeError(`Cannot serve segment ${n}: the loop is empty, expected media`);
    return retime(segment, track.timescales, loops * track.loopMs, at + 1);
  });
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
