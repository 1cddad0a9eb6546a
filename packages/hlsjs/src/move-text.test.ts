// @vitest-environment jsdom
import type { LoadedPlaylist } from '@cutaway/core';
import Hls from 'hls.js';
import { afterEach, describe, expect, it } from 'vitest';
import { moveText } from './move-text.js';

const TEXT = 'https://origin.example/text.m3u8';
const LOADED: LoadedPlaylist = { url: TEXT, kind: 'text', bandwidth: null, text: '#EXTM3U\n' };
const FILE = 'WEBVTT\n\n00:01.000 --> 00:02.000\nBefore\n\n00:05.000 --> 00:06.000\nBehind\n';
const { INIT_PTS_FOUND, MANIFEST_LOADING } = Hls.Events;

type Frag = Parameters<ReturnType<typeof moveText>['place']>[0];
const aFrag = (cc: number, baseurl = TEXT): Frag => ({ cc, baseurl }) as Frag;

/** hls.js with 4 s of content, 6 s of ads, and content again. */
function aPlayer() {
  const hls = new Hls();
  const fragments = [0, 4, 10].map((start, cc) => ({ cc, start, end: [4, 10, 30][cc] }));
  Object.defineProperty(hls, 'latestLevelDetails', { value: { fragments } });
  const words = moveText(hls);
  const found = (cc: number, startsAt: number, id = 'main'): void => {
    hls.trigger(INIT_PTS_FOUND, { id, frag: { cc }, initPTS: -startsAt * 1000, timescale: 1000 } as never);
  };
  const seen: (readonly string[])[] = [];
  /** Asks for a file; what is read of it comes into `seen`. */
  const ask = (frag: Frag, data: unknown = Uint8Array.from(new TextEncoder().encode(FILE)).buffer): void =>
    words.place(frag, data, (read) => {
      const text = typeof read === 'string' ? read : new TextDecoder().decode(read as ArrayBuffer);
      seen.push(text.match(/Before|Behind|none/g) ?? []);
    });
  const settle = (): Promise<unknown> => import('./place-cues.js').then(() => new Promise((done) => setTimeout(done)));
  return { hls, words, found, seen, ask, settle };
}

describe('moveText (subtitles of VOD that have the ads’ places, in hls.js)', () => {
  let player: ReturnType<typeof aPlayer>;
  afterEach(() => {
    player.words.leave();
    player.hls.destroy();
  });

  it('holds a segment until hls.js has laid out the picture of its stretch, and cuts it to that', async () => {
    player = aPlayer();
    const { words, ask, found, seen, settle } = player;
    words.note(LOADED, '#EXTM3U\n#with ads\n');
    found(0, 0);
    ask(aFrag(0));
    await settle();
    expect(seen).toEqual([['Before']]);
    ask(aFrag(2));
    found(1, 4);
    found(2, 6, 'audio');
    await settle();
    expect(seen).toHaveLength(1);
    found(2, 6);
    await settle();
    expect(seen).toEqual([['Before'], ['Behind']]);
  });
  it('forgets one that hls.js has given up for another', async () => {
    player = aPlayer();
    const { words, ask, found, seen, settle } = player;
    words.note(LOADED, '#with ads');
    ask(aFrag(2));
    await settle();
    ask(aFrag(0));
    await settle();
    found(0, 0);
    found(2, 6);
    await settle();
    expect(seen).toEqual([['Before']]);
  });
  it('hands an initialisation segment on at once: hls.js asks for it beside the segment that waits', async () => {
    player = aPlayer();
    const { words, ask, found, seen, settle } = player;
    words.note(LOADED, '#with ads');
    ask(aFrag(2));
    ask({ ...aFrag(2), sn: 'initSegment' } as Frag);
    await settle();
    expect(seen).toEqual([['Before', 'Behind']]);
    found(2, 6);
    await settle();
    expect(seen).toEqual([['Before', 'Behind'], ['Behind']]);
  });
  it('knows nothing any more of the picture of the source before', async () => {
    player = aPlayer();
    const { hls, words, ask, found, seen, settle } = player;
    found(0, 0);
    hls.trigger(MANIFEST_LOADING, { url: TEXT });
    words.note(LOADED, '#with ads');
    ask(aFrag(0));
    await settle();
    expect(seen).toEqual([]);
    found(0, 0);
    await settle();
    expect(seen).toEqual([['Before']]);
  });
  it('leaves text without ads alone, and what is none', async () => {
    player = aPlayer();
    const { words, ask, seen } = player;
    words.note(LOADED, LOADED.text);
    words.note({ ...LOADED, kind: 'audio' }, '#with ads');
    ask(aFrag(0));
    words.note({ ...LOADED, url: 'https://origin.example/other.m3u8' }, '#with ads');
    ask(aFrag(2));
    ask(aFrag(2, 'https://origin.example/other.m3u8'), 'none');
    expect(seen).toEqual([['Before', 'Behind'], ['Before', 'Behind'], ['none']]);
  });
});
