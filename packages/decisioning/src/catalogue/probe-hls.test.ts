import { describe, expect, it } from 'vitest';
import { createHlsProbe, type LoudnessMeter } from './probe-hls.js';

const MAIN = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="sound.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",AUDIO="a"
low.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=4000000,RESOLUTION=1920x1080,CODECS="avc1.640028,mp4a.40.2",AUDIO="a"
high.m3u8
`;
const media = (...seconds: readonly number[]): string =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MAP:URI="init.mp4"\n${seconds
    .map((one, n) => `#EXTINF:${one},\n${n}.m4s\n`)
    .join('')}#EXT-X-ENDLIST\n`;

/** A film at `https://cdn.example/film/main.m3u8`, with some of its playlists otherwise. What is fetched in bytes is of `bytes`. */
async function probe(
  otherwise: Readonly<Record<string, string | null>> = {},
  { type = 'application/vnd.apple.mpegurl', bytes = async () => new Uint8Array(0), meter }: Partial<Film> = {},
) {
  const well = media(10, 10);
  const texts: Readonly<Record<string, string | null>> = {
    ...{ 'main.m3u8': MAIN, 'low.m3u8': well, 'high.m3u8': well, 'sound.m3u8': well, ...otherwise },
  };
  const text = async (url: string) => {
    const found = texts[url.replace('https://cdn.example/film/', '')] ?? null;
    if (found === null) throw new Error(`Cannot fetch ${url}: status is 404, expected 200`);
    return { url, text: found };
  };
  const file = { codec: null, width: null, height: null, bitrateKbps: null };
  return createHlsProbe({ text, bytes }, meter)({ ...file, url: 'https://cdn.example/film/main.m3u8', type });
}
interface Film {
  readonly type: string;
  readonly bytes: (url: string) => Promise<Uint8Array>;
  readonly meter: LoudnessMeter;
}
describe('createHlsProbe', () => {
  it('measures what a player would find: length, every codec, the largest size', async () => {
    expect(await probe()).toEqual({
      ...{ durationMs: 20_000, codec: 'avc1.4d401e,mp4a.40.2,avc1.640028', width: 1920, height: 1080 },
      ...{ bitrateKbps: 4000, firstFrameMs: 0, faults: [] },
    });
  });

  it('takes a playlist of segments for what it is', async () => {
    expect(await probe({ 'main.m3u8': media(6, 4) })).toMatchObject({ durationMs: 10_000, codec: null, faults: [] });
  });

  it.each([
    ['is not there', { 'high.m3u8': null }, /cannot be played: Cannot fetch .*high\.m3u8: status is 404/],
    ['is live', { 'low.m3u8': media(10).replace('#EXT-X-ENDLIST\n', '') }, /cannot be played: .*low\.m3u8/],
    ['is shorter', { 'sound.m3u8': media(10) }, /has audio of 10000 ms, expected 20000 ms/],
  ])('says where a part of it %s', async (_, otherwise, said) => {
    const { faults = [] } = (await probe(otherwise)) ?? {};
    expect(faults).toEqual([expect.stringMatching(said)]);
  });

  it('says where a page may not have its segments, though it may have its playlists', async () => {
    const bytes = async (url: string): Promise<never> => {
      throw new Error(`Cannot read ${url}: expected *`);
    };
    const { faults = [] } = (await probe({}, { bytes })) ?? {};
    expect(faults).toEqual([
      expect.stringMatching(/^cannot be played: Cannot read https:\/\/cdn\.example\/film\/(init|0)\.m/),
    ]);
  });

  it('has all of the sound measured, in its order', async () => {
    const heard: string[] = [];
    const meter: LoudnessMeter = async (parts) => {
      for await (const part of parts) heard.push(Buffer.from(part).toString());
      return -23.4;
    };
    const otherwise = { 'sound.m3u8': media(10, 10).replace(/(\d|init)\.m/g, 'sound-$1.m') };
    const bytes = async (url: string) => Buffer.from(url.replace(/^.*\//, ''));
    expect(await probe(otherwise, { bytes, meter })).toMatchObject({ loudnessLufs: -23.4, faults: [] });
    expect(heard).toEqual(['sound-init.mp4', 'sound-0.m4s', 'sound-1.m4s']);
  });

  it('says nothing of other media', async () => {
    expect(await probe({}, { type: 'video/mp4' })).toBeNull();
  });
});
