import type { HlsConfig, Loader, LoaderCallbacks, LoaderContext } from 'hls.js';
import { describe, expect, it } from 'vitest';
import { wrapLoader } from './wrap-loader.js';

/** Loads through a loader class, of which the test ends the load, and gives what hls.js is handed. */
function loadWith(OwnLoader: new () => Partial<Loader<LoaderContext>>) {
  const config = { pLoader: OwnLoader } as unknown as HlsConfig;
  wrapLoader(config, 'pLoader', ({ response }, hand) => hand({ ...response, data: 'rewritten' }));
  const Wrapped = config.pLoader as unknown as new (config: HlsConfig) => Loader<LoaderContext>;
  const loader = new Wrapped(config);
  const handed: unknown[] = [];
  const callbacks = { onSuccess: ({ data }: { data: unknown }) => void handed.push(data) };
  loader.load({ url: '/a.m3u8' } as LoaderContext, {} as never, callbacks as unknown as LoaderCallbacks<LoaderContext>);
  return { loader, handed };
}

let end: () => void = () => undefined;
/** The least that a loader of an application has. */
class Plain {
  load(context: LoaderContext, _settings: unknown, { onSuccess }: LoaderCallbacks<LoaderContext>): void {
    end = () => onSuccess({ url: context.url, data: 'loaded', code: 200 }, {} as never, context, null);
  }
  abort(): void {}
  destroy(): void {}
}
/** As those of hls.js. */
class Usual extends Plain {
  context: LoaderContext | null = null;
  override load(...request: Parameters<Plain['load']>): void {
    this.context = request[0];
    super.load(...request);
  }
  override destroy(): void {
    this.context = null;
  }
}

/** What hls.js is handed of a segment that comes in two chunks, as its fetch loader has them. */
function chunksOf(url: string): readonly string[] {
  class Chunked extends Usual {
    override load(...[context, , { onProgress, onSuccess }]: Parameters<Usual['load']>): void {
      this.context = context;
      onProgress?.({} as never, context, 'a', null);
      onProgress?.({} as never, context, 'b', null);
      onSuccess({ url: context.url, data: onProgress ? '' : 'ab', code: 200 }, {} as never, context, null);
    }
  }
  const config = { fLoader: Chunked } as unknown as HlsConfig;
  const change: Parameters<typeof wrapLoader>[2] = ({ response }, hand) =>
    hand({ ...response, data: `${response.data as string} mended` });
  wrapLoader(config, 'fLoader', change, undefined, ({ url }) => url === '/ad.m4s');
  const Wrapped = config.fLoader as unknown as new (config: HlsConfig) => Loader<LoaderContext>;
  const chunks: string[] = [];
  const onProgress = (_stats: unknown, _context: unknown, data: unknown) => void chunks.push(String(data));
  const callbacks = { onProgress, onSuccess: () => undefined };
  new Wrapped(config).load(
    { url } as LoaderContext,
    {} as never,
    callbacks as unknown as LoaderCallbacks<LoaderContext>,
  );
  return chunks;
}

describe('wrapLoader()', () => {
  it.each([
    ['of hls.js', Usual],
    ['of an application, which does not say its context', Plain],
  ])('hands on what a loader %s has loaded', (_whose, OwnLoader) => {
    const { handed } = loadWith(OwnLoader);
    end();
    expect(handed).toEqual(['rewritten']);
  });
  it('hands on nothing of a loader that was destroyed meanwhile', () => {
    const { loader, handed } = loadWith(Usual);
    loader.destroy();
    end();
    expect(handed).toEqual([]);
  });
  it('hands on what is loaded progressively as it comes, and what is to be changed in one piece', () => {
    expect(chunksOf('/content.m4s')).toEqual(['a', 'b']);
    expect(chunksOf('/ad.m4s')).toEqual(['ab mended']);
  });
});
