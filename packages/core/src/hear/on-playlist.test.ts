import { describe, expect, it } from 'vitest';
import { type AdMedia, planInsert } from '@cutaway/manifest';
import { aState, aTurn } from '../turn.builder.js';
import { onPlaylist } from './on-playlist.js';

const HEAD = '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:7\n';
const DATE = '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00.000Z\n';
const MEDIA = `${HEAD}#EXT-X-MAP:URI="init.mp4"\n${DATE}#EXTINF:2,\n7.m4s\n`;

const segments = [{ uri: 'https://ads.example/0.m4s', durationMs: 2000, byteRange: null }];
const AD: AdMedia = {
  ...{ adInstanceId: 'ad', durationMs: 2000 },
  renditions: [
    {
      kind: 'video',
      bandwidth: null,
      codecs: null,
      mapUri: 'https://ads.example/i.mp4',
      mapByteRange: null,
      segments,
    },
  ],
};
const plan = planInsert({ breakId: 'pre', at: -8.64e15, ads: [AD] }, []);

describe('pictures to seek by, which a player fetches beside a stream', () => {
  it.each(['#EXT-X-IMAGES-ONLY', '#EXT-X-I-FRAMES-ONLY'])('say nothing of it: %s', (tag) => {
    const turn = aTurn(aState({}, { renditionKinds: [] }));
    const hear = (name: string, text: string): void => {
      const url = `https://o.example/${name}.m3u8`;
      onPlaylist(turn, { type: 'playlist', loaded: { url, kind: 'video', bandwidth: null, text } });
    };
    hear('video', MEDIA);
    const before = turn.state;
    const pictures = `${HEAD}${tag}\n${DATE}#EXTINF:10,\n7.jpg\n`;
    hear('pictures', pictures);
    expect(turn.state).toBe(before);
    expect(before).toMatchObject({ isFmp4: true, segmentMs: 2000 });
    expect(turn.effects.slice(-1)).toEqual([{ type: 'serve', text: pictures }]);
  });

  it('that a player reads before a picture of VOD do not say where that is cut', () => {
    const midRoll = planInsert({ breakId: 'mid', at: Date.UTC(2026, 0, 1, 12) + 4000, ads: [AD] }, []);
    const turn = aTurn(aState({}, { plans: [midRoll] }));
    const seconds = (...names: readonly string[]): string => names.map((name) => `#EXTINF:4,\n${name}\n`).join('');
    const read = (name: string, text: string): string => {
      const url = `https://o.example/${name}.m3u8`;
      const loaded = { url, kind: 'video', bandwidth: null, text: `${HEAD}${text}#EXT-X-ENDLIST\n` } as const;
      onPlaylist(turn, { type: 'playlist', loaded });
      const [last] = turn.effects.slice(-1);
      return (last?.type === 'serve' && last.text) || '';
    };
    const pictures = `#EXT-X-IMAGES-ONLY\n${DATE}#EXTINF:20,\n0.jpg\n`;
    expect(read('pictures', pictures)).toContain(pictures);
    const stitched = read('video', `#EXT-X-MAP:URI="init.mp4"\n${DATE}${seconds('7.m4s', '8.m4s', '9.m4s')}`);
    expect(stitched.match(/^[^#]*\d\.m4s$/gm)).toEqual(['7.m4s', 'https://ads.example/0.m4s', '8.m4s', '9.m4s']);
  });
});

describe('subtitles of VOD', () => {
  const hear = (turn: ReturnType<typeof aTurn>, kind: 'video' | 'text', asked: number): string | null => {
    const text = (kind === 'text' ? MEDIA.replace(/#EXT-X-MAP.*\n/, '') : MEDIA) + '#EXT-X-ENDLIST\n';
    const url = `https://o.example/${kind}.m3u8`;
    onPlaylist(turn, { type: 'playlist', loaded: { url, kind, bandwidth: null, text }, asked });
    const [last] = turn.effects.slice(-1);
    return last?.type === 'serve' ? last.text : null;
  };

  it('wait for the picture, and have its ads’ places then', () => {
    const turn = aTurn(aState({}, { plans: [plan] }));
    expect(hear(turn, 'text', 0)).toBeNull();
    expect(hear(turn, 'video', 0)).toContain('https://ads.example/0.m4s');
    expect(hear(turn, 'text', 1)).toMatch(/data:text\/vtt[^]*#EXT-X-DISCONTINUITY\n[^]*7\.m4s/);
  });
  it('do not wait for a picture that does not come, and say nothing of the stream', () => {
    const turn = aTurn(aState({}, { plans: [plan], renditionKinds: [] }));
    expect(hear(turn, 'text', 10_000)).not.toContain('data:');
    expect(turn.state).toMatchObject({ renditionKinds: [], publishedEdge: null });
  });
});
