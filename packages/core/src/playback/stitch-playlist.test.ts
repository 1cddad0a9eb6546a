import { type AdMedia, type AdRendition, planStitch, readMediaPlaylist } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { aState, aTurn } from '../turn.builder.js';
import { stitchPlaylist } from './stitch-playlist.js';

const NOON = Date.UTC(2026, 0, 1, 12);

const aRendition = (kind: 'video' | 'audio'): AdRendition => ({
  ...{ kind, bandwidth: null, codecs: null, mapUri: `https://ads.example/${kind}.mp4`, mapByteRange: null },
  segments: [0, 1].map((n) => ({ uri: `https://ads.example/${kind}-${n}.m4s`, durationMs: 2000, byteRange: null })),
});
const AD: AdMedia = { adInstanceId: 'ad', durationMs: 4000, renditions: [aRendition('video'), aRendition('audio')] };

/** Six segments from noon. */
const windowFrom = (sequence: number, kind: string): string =>
  [
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${sequence}\n#EXT-X-MAP:URI="${kind}.mp4"`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(NOON).toISOString()}`,
    ...[0, 1, 2, 3, 4, 5].map((n) => `#EXTINF:2,\n${kind}${n}.m4s`),
  ].join('\n');

describe('stitchPlaylist', () => {
  it.each(['avc1.64001f', 'hvc1.1.6.L93.B0'])(
    'takes the encoding of an ad that is in the codecs of the playlist: %s',
    (codecs) => {
      const inCodecs = (own: string, bandwidth: number): AdRendition => ({
        ...{ ...aRendition('video'), codecs: own, bandwidth },
        segments: [{ uri: `https://ads.example/${own}.m4s`, durationMs: 4000, byteRange: null }],
      });
      const renditions = [inCodecs('avc1.64001f', 1000), inCodecs('hvc1.1.6.L93.B0', 900), aRendition('audio')];
      const plan = planStitch({
        breakId: 'b',
        startsAt: NOON + 4000,
        endsAt: NOON + 8000,
        ads: [{ ...AD, renditions }],
      });
      const text = windowFrom(1, 'video');
      const playlist = readMediaPlaylist(text);
      if (!playlist) throw new Error('the window is a media playlist');
      const loaded = { kind: 'video' as const, url: 'https://o.example/v.m3u8', text, bandwidth: 1000, codecs };
      expect(stitchPlaylist(aTurn(aState({}, { plans: [plan] })), loaded, playlist).text).toContain(`/${codecs}.m4s`);
    },
  );

  it('cuts sound where the picture is cut, though only the query of its address tells them apart, and it counts otherwise', () => {
    const plan = planStitch({ breakId: 'b', startsAt: NOON + 4000, endsAt: NOON + 8000, ads: [AD] });
    const turn = aTurn(aState({}, { plans: [plan] }));
    const stitched = (kind: 'video' | 'audio', sequence: number): readonly string[] => {
      const text = windowFrom(sequence, kind);
      const playlist = readMediaPlaylist(text);
      if (!playlist) throw new Error('the window is a media playlist');
      const url = `https://o.example/live.m3u8?track=${kind}`;
      const served = stitchPlaylist(turn, { kind, url, text, bandwidth: null }, playlist).text;
      return readMediaPlaylist(served)?.segments.map(({ uri }) => uri.replace('https://ads.example/', '')) ?? [];
    };
    expect(stitched('video', 500)).toEqual([
      'video0.m4s',
      'video1.m4s',
      'video-0.m4s',
      'video-1.m4s',
      'video4.m4s',
      'video5.m4s',
    ]);
    expect(stitched('audio', 20)).toEqual([
      'audio0.m4s',
      'audio1.m4s',
      'audio-0.m4s',
      'audio-1.m4s',
      'audio4.m4s',
      'audio5.m4s',
    ]);
  });
});
