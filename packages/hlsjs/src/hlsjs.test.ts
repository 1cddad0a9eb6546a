// @vitest-environment jsdom
import Hls from 'hls.js';
import { describe, expect, it, vi } from 'vitest';
import { aFilm, HOST } from './film.builder.js';
import { hlsjs } from './hlsjs.js';

const RESUMES_SECONDS = 1800;

/** A stream without a frame yet, of which each first segment that is asked for is noted, in seconds. */
async function toBegin(how: Parameters<typeof aFilm>[0]) {
  const film = aFilm(how);
  const { hls, url, answer } = film;
  const port = hlsjs(hls, document.createElement('video'), { inband: false });
  const disconnect = port.connect(HOST);
  const asked: number[] = [];
  hls.on(Hls.Events.FRAG_LOADING, (_name, { frag }) => void asked.push(frag.start));
  hls.loadSource(url);
  await answer(1);
  const end = (): void => {
    disconnect();
    hls.destroy();
  };
  return { ...film, port, asked, end };
}

describe('content that has not begun (real hls.js)', () => {
  const STREAMS = [
    ['a film that its application resumes', { config: { startPosition: RESUMES_SECONDS } }, RESUMES_SECONDS],
    ['a film from its beginning', {}, 0],
    ['live content at its edge', { isLive: true }, 30],
  ] as const;

  it.each(STREAMS)('goes on behind a fatal error where it was to begin: %s', async (_what, how, wanted) => {
    const { hls, asked, end } = await toBegin(how);
    hls.trigger(Hls.Events.ERROR, {
      ...{ type: Hls.ErrorTypes.NETWORK_ERROR, details: Hls.ErrorDetails.FRAG_LOAD_ERROR, fatal: true },
      ...{ error: new Error('status 503') },
    });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked).toEqual([wanted, wanted]);
    end();
  });

  it.each(STREAMS)('is loaded anew where it was to begin: %s', async (_what, how, wanted) => {
    const { port, asked, answer, end } = await toBegin(how);
    port.run({ type: 'reload-content' });
    await answer(2);
    expect(asked).toEqual([wanted, wanted]);
    end();
  });
});
