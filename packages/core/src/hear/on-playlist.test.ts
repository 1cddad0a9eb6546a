import { describe, expect, it } from 'vitest';
import { aState, aTurn } from '../turn.builder.js';
import { onPlaylist } from './on-playlist.js';

const HEAD = '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:7\n';
const DATE = '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00.000Z\n';
const MEDIA = `${HEAD}#EXT-X-MAP:URI="init.mp4"\n${DATE}#EXTINF:2,\n7.m4s\n`;

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
});
