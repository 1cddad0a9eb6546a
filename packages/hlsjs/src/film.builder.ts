import type { PlayerHost } from '@cutaway/core';
import Hls from 'hls.js';
import type { HlsConfig, Loader, LoaderCallbacks, LoaderContext } from 'hls.js';
import { hlsjs } from './hlsjs.js';

const FILM = 'https://origin.example/film.m3u8';
export const SEGMENT_SECONDS = 10;

/** A session that changes nothing, and says nothing. */
export const HOST = {
  tell: () => undefined,
  playlist: ({ text }: { text: string }) => text,
  soundShiftMs: () => null,
  spareSegment: () => null,
  mendSegment: (bytes: unknown) => bytes,
} as unknown as PlayerHost;

/** An hour of film in segments of 10 s, or a live window of a minute. */
function playlist(isLive: boolean): string {
  const count = isLive ? 6 : 360;
  const segments = Array.from({ length: count }, (_, n) => `#EXTINF:${SEGMENT_SECONDS},\n${n}.ts\n`).join('');
  return `#EXTM3U\n#EXT-X-TARGETDURATION:${SEGMENT_SECONDS}\n${segments}${isLive ? '' : '#EXT-X-ENDLIST\n'}`;
}

/**
 * A real hls.js whose playlists come when the test says so, and whose segments never do. `begun`: from where the first segment of each
 * load of the stream was asked for, in seconds.
 */
export function aFilm({
  isLive = false,
  config = {},
  manifest,
}: {
  isLive?: boolean;
  config?: Partial<HlsConfig>;
  /** Its multivariant playlist. Left out: it has none. */
  manifest?: string;
} = {}) {
  const waiting: (() => void)[] = [];
  const begun: number[] = [];
  let isNew = true;
  class FakeLoader implements Loader<LoaderContext> {
    context: LoaderContext | null = null;
    stats = {
      ...{ aborted: false, loaded: 0, total: 0, retry: 0, chunkCount: 0, bwEstimate: 0 },
      loading: { start: 0, first: 0, end: 0 },
      parsing: { start: 0, end: 0 },
      buffering: { start: 0, first: 0, end: 0 },
    };
    load(context: LoaderContext, _config: unknown, { onSuccess }: LoaderCallbacks<LoaderContext>): void {
      this.context = context;
      if (context.responseType === 'arraybuffer') return;
      waiting.push(() => {
        const data = context.url === FILM && manifest ? manifest : playlist(isLive);
        if (this.context) onSuccess({ url: context.url, data, code: 200 }, this.stats, context, null);
      });
    }
    abort(): void {
      this.context = null;
    }
    destroy(): void {
      this.context = null;
    }
  }
  const hls = new Hls({ loader: FakeLoader, startFragPrefetch: true, enableWorker: false, ...config });
  hls.on(Hls.Events.MANIFEST_LOADING, () => (isNew = true));
  hls.on(Hls.Events.FRAG_LOADING, (_name, { frag }) => {
    if (isNew) begun.push(frag.start);
    isNew = false;
  });
  return {
    ...{ hls, begun, url: FILM },
    /** Playlists that are asked for are there, until so many loads of the stream have begun. */
    async answer(loads: number): Promise<void> {
      for (let tries = 0; begun.length < loads && tries < 400; tries++) {
        waiting.shift()?.();
        await new Promise((done) => setTimeout(done, 5));
      }
    },
  };
}

/** What is so of a film in which the viewer has chosen something, once a break has loaded it anew. */
export async function afterReload<Is>(
  film: NonNullable<Parameters<typeof aFilm>[0]>,
  choose: (hls: Hls) => void,
  read: (hls: Hls) => Is,
): Promise<Is> {
  const { hls, url, answer } = aFilm(film);
  const port = hlsjs(hls, document.createElement('video'), { inband: false });
  const disconnect = port.connect(HOST);
  hls.loadSource(url);
  await answer(1);
  choose(hls);
  port.run({ type: 'reload-content' });
  await answer(2);
  const is = read(hls);
  disconnect();
  hls.destroy();
  return is;
}
