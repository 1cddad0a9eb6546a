import { fileURLToPath } from 'node:url';
import type { Alone, HearHow, Ours } from '../hears-page.js';
import { borrowBrowser } from './browser.js';
import { MEDIA_DIR } from './media-dir.js';
import { servePage, type RouteAnswer } from './serve-page.js';

/** One stream: the playlist at each refresh (the last one from then on), and what else its origin answers, by file name. */
export interface HeardStream extends HearHow {
  readonly playlists: readonly string[];
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** The decision service keeps everyone waiting. Else there is none. */
  readonly isUndecided?: boolean;
}

/** What became of one stream: hls.js by itself, and Cutaway on hls.js. */
export interface HeardBoth {
  readonly alone: Alone;
  readonly ours: Ours;
  /** File names that each asked for. */
  readonly asked: { readonly alone: readonly string[]; readonly ours: readonly string[] };
}

export interface HearsLab {
  hear(stream: HeardStream): Promise<HeardBoth>;
  close(): Promise<void>;
}

/** Programme time of the first segment of every stream. */
export const EPOCH_MS = Date.UTC(2030, 0, 1);

export const dateAt = (seconds: number): string => new Date(EPOCH_MS + seconds * 1000).toISOString();

/** A live window of segments of one second; `before` has lines in front of a segment, by its number. Those of the next one trail. */
export function aWindow(
  { from = 0, count = 6, isDated = true }: { from?: number; count?: number; isDated?: boolean },
  before: Readonly<Record<number, readonly string[]>> = {},
): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${from}`];
  for (let n = from; n < from + count; n++) {
    lines.push(...(before[n] ?? []));
    if (isDated) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${dateAt(n)}`);
    lines.push('#EXTINF:1.000,', `${n}.m4s`);
  }
  return [...lines, ...(before[from + count] ?? []), ''].join('\n');
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.m3u8$/, 'application/vnd.apple.mpegurl'],
  [/\.json$/, 'application/json'],
];

/** A page that can listen to streams of which each is an origin of its own. Segments that a stream does not have are never answered. */
export async function openHearsLab(): Promise<HearsLab> {
  const streams: HeardStream[] = [];
  const asked = new Map<string, string[]>();
  const route = ({ pathname }: URL): RouteAnswer | null => {
    const [, index, who, file = ''] = /^\/stream\/(\d+)\/(\w+)\/(.*)$/.exec(pathname) ?? [];
    const stream = streams[Number(index)];
    if (!stream) return null;
    const log = asked.get(`${index}/${who}`) ?? [];
    asked.set(`${index}/${who}`, [...log, file]);
    const refresh = log.filter((name) => name === 'live.m3u8').length;
    const playlist = stream.playlists[Math.min(refresh, stream.playlists.length - 1)];
    const body = file === 'live.m3u8' ? playlist : stream.files?.[file];
    if (file === 'decision' && !stream.isUndecided) return { status: 404, type: 'text/plain', body: '' };
    if (body === undefined) return 'hang';
    return { status: 200, type: TYPES.find(([name]) => name.test(file))?.[1] ?? 'video/mp4', body };
  };
  const page = await servePage({
    entry: fileURLToPath(new URL('../hears-page.ts', import.meta.url)),
    mounts: { '/media': MEDIA_DIR },
    route,
  });
  const { browser, close } = await borrowBrowser();
  await browser.url(page.origin);
  return {
    async hear({ playlists, files = {}, isUndecided = false, ...how }) {
      const index = streams.push({ playlists, files, isUndecided }) - 1;
      const [alone, ours] = await browser.execute(
        (at: string, told: HearHow) =>
          Promise.all([
            window.hears.alone(`${at}/alone/live.m3u8`, told),
            window.hears.ours(`${at}/ours/live.m3u8`, told),
          ]),
        `/stream/${index}`,
        how,
      );
      const logOf = (who: string): readonly string[] => asked.get(`${index}/${who}`) ?? [];
      return { alone, ours, asked: { alone: logOf('alone'), ours: logOf('ours') } };
    },
    async close() {
      await close();
      await page.close();
    },
  };
}
