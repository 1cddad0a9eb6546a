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
});
