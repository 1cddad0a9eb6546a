import type { MediaFile } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, snapshotOf } from './a-catalogue.builder.js';
import { preflight, TELEVISION_PROFILE, type PreflightProfile, type ProbedMedia } from './preflight.js';

const hls = { url: 'https://c.example/f.m3u8', codec: 'avc1.64001f,mp4a.40.2' };
const mp4 = { url: 'https://c.example/f.mp4', codec: 'avc1.64001f', width: 1920, height: 1080, bitrateKbps: 8000 };

async function found(
  mediaFiles: readonly Partial<MediaFile>[],
  over: Partial<PreflightProfile> = {},
  durationMs: number | null = null,
  measured: Partial<ProbedMedia> = {},
) {
  const { creatives } = await snapshotOf(aDocument({ creatives: [aCreative({ mediaFiles, durationMs: 20_000 })] }));
  const probed = { durationMs, codec: null, width: null, height: null, ...measured };
  const faults = preflight(creatives.get('film')!, { ...TELEVISION_PROFILE, ...over }, new Map([[hls.url, probed]]));
  return faults.map(({ field, text }) => `${field} ${text}`);
}

describe('preflight', () => {
  it('finds nothing in what a television can show', async () => {
    expect(await found([hls, mp4], { delivery: 'both' }, 20_050, { loudnessLufs: -23, bitrateKbps: 25_000 })).toEqual(
      [],
    );
  });
  it.each<[string, Parameters<typeof found>, string]>([
    ['no segmented media', [[mp4]], 'mediaFiles has no segmented media, expected some'],
    ['no file', [[hls], { delivery: 'both' }], 'mediaFiles has no progressive media, expected some'],
    [
      'plain http',
      [[{ ...hls, url: 'http://c.example/f.m3u8' }]],
      'mediaFiles[0].url is http://c.example/f.m3u8, expected https',
    ],
    [
      'no codec',
      [[{ url: hls.url }]],
      'mediaFiles[0].codec is missing, expected a list such as "avc1.64001f,mp4a.40.2"',
    ],
    [
      'a codec that is not played',
      [[{ ...hls, codec: 'vp09.00' }], { codecs: ['avc1'] }],
      'mediaFiles[0].codec is "vp09.00", expected each to begin with one of avc1',
    ],
    [
      'a file without a size',
      [[hls, { ...mp4, width: null }]],
      'mediaFiles[1].width or height is missing, expected both',
    ],
    [
      'a file too large',
      [[hls, { ...mp4, width: 7680, height: 4320 }]],
      'mediaFiles[1].width and height are 7680 x 4320, expected 3840 x 2160 at most',
    ],
    [
      'a bitrate too high',
      [[hls, { ...mp4, bitrateKbps: 50_000 }]],
      'mediaFiles[1].bitrateKbps is 50000, expected 25000 at most',
    ],
    [
      'a bitrate that is higher than was said',
      [[{ ...hls, bitrateKbps: 8000 }], {}, null, { bitrateKbps: 40_000 }],
      'mediaFiles[0].bitrateKbps is 40000, expected 25000 at most',
    ],
    [
      'media of another length',
      [[hls], {}, 21_000],
      "mediaFiles[0].url lasts 21000 ms, expected the creative's 20000 ms",
    ],
    [
      'sound too loud',
      [[hls], {}, null, { loudnessLufs: -12.4 }],
      'mediaFiles[0].url is -12.4 LUFS loud, expected -26 to -22',
    ],
    [
      'sound too quiet',
      [[hls], {}, null, { loudnessLufs: -40 }],
      'mediaFiles[0].url is -40 LUFS loud, expected -26 to -22',
    ],
    ['a length that is not sold', [[hls], { maxDurationMs: 15_000 }], 'durationMs is 20000, expected 1000 to 15000'],
  ])('finds %s', async (_what, parameters, text) => {
    expect(await found(...parameters)).toEqual([text]);
  });
});
