import { describe, expect, it } from 'vitest';
import type { Ad, MediaFile } from '@cutaway/model';
import { chooseMediaFile } from './choose-media-file.js';

const file = (url: string, over: Partial<MediaFile> = {}): MediaFile => ({
  url,
  type: 'video/mp4',
  codec: null,
  width: null,
  height: null,
  bitrateKbps: null,
  ...over,
});
const HLS = { type: 'application/vnd.apple.mpegurl' };
const ad = (...mediaFiles: MediaFile[]): Ad => ({
  adInstanceId: 'a',
  adId: '',
  title: '',
  advertiser: null,
  universalAdId: null,
  durationMs: 0,
  skipAfterMs: null,
  clickThrough: null,
  mediaFiles,
  nonLinear: null,
  trackers: [],
});
const all = { canPlay: () => true, preferHls: false };
const three = ad(
  file('low', { bitrateKbps: 500, width: 640, height: 360 }),
  file('high', { bitrateKbps: 5000, width: 1920, height: 1080 }),
  file('middle', { bitrateKbps: 2000, width: 1280, height: 720 }),
);

describe('chooseMediaFile', () => {
  it('takes the best bitrate, never the first in the document', () => {
    expect(chooseMediaFile(three, all)?.url).toBe('high');
  });
  it('stays under the limit, and takes the lowest where all are above it', () => {
    expect(chooseMediaFile(three, { ...all, maxBitrateKbps: 2500 })?.url).toBe('middle');
    expect(chooseMediaFile(three, { ...all, maxBitrateKbps: 100 })?.url).toBe('low');
  });
  it('leaves a fifth of the measured line to all else', () => {
    expect(chooseMediaFile(three, { ...all, throughputKbps: 2600 })?.url).toBe('middle');
    expect(chooseMediaFile(three, { ...all, throughputKbps: 2400 })?.url).toBe('low');
  });
  it('goes at most one step above what content shows, in bitrate and in size', () => {
    const shows = (bitrateKbps: number | null, height: number | null) => ({
      ...all,
      content: { bitrateKbps, width: height && (height * 16) / 9, height },
    });
    expect(chooseMediaFile(three, shows(400, null))?.url).toBe('low');
    expect(chooseMediaFile(three, shows(500, null))?.url).toBe('middle');
    expect(chooseMediaFile(three, shows(2500, null))?.url).toBe('high');
    expect(chooseMediaFile(three, shows(null, 360))?.url).toBe('middle');
    expect(chooseMediaFile(three, shows(2500, 270))?.url).toBe('low');
    expect(chooseMediaFile(three, shows(9000, 2160))?.url).toBe('high');
    expect(chooseMediaFile(three, shows(null, null))?.url).toBe('high');
  });
  it('takes no picture that is larger than the device shows, or the smallest where all are', () => {
    expect(chooseMediaFile(three, { ...all, maxHeight: 720 })?.url).toBe('middle');
    expect(chooseMediaFile(three, { ...all, maxWidth: 640 })?.url).toBe('low');
    expect(chooseMediaFile(three, { ...all, maxHeight: 100 })?.url).toBe('low');
  });
  it('takes DASH where content is DASH, and never elsewhere when there is another', () => {
    const both = ad(file('hls', HLS), file('dash', { type: 'application/dash+xml' }), file('mp4'));
    expect(chooseMediaFile(both, { ...all, preferDash: true })?.url).toBe('dash');
    expect(chooseMediaFile(both, { ...all, preferHls: true })?.url).toBe('hls');
    expect(chooseMediaFile(both, all)?.url).toBe('mp4');
  });
  it('takes no code for media: VPAID has an apiFramework', () => {
    expect(chooseMediaFile(ad(file('x.js', { apiFramework: 'VPAID' }), file('mp4')), all)?.url).toBe('mp4');
    expect(chooseMediaFile(ad(file('x.js', { apiFramework: 'VPAID' })), all)).toBeNull();
  });
  it('decides by size where bitrates are equal or unknown', () => {
    const sizes = ad(file('small', { width: 640, height: 360 }), file('big', { width: 1920, height: 1080 }));
    expect(chooseMediaFile(sizes, all)?.url).toBe('big');
  });
  it('takes HLS first where it is preferred, by either of its types', () => {
    expect(chooseMediaFile(ad(file('mp4'), file('hls', HLS)), { ...all, preferHls: true })?.url).toBe('hls');
    expect(
      chooseMediaFile(ad(file('mp4'), file('hls', { type: 'application/x-mpegURL' })), { ...all, preferHls: true })
        ?.url,
    ).toBe('hls');
    expect(chooseMediaFile(ad(file('hls', HLS), file('mp4')), all)?.url).toBe('mp4');
  });
  it('takes the other family where the preferred one is not there', () => {
    expect(chooseMediaFile(ad(file('mp4')), { ...all, preferHls: true })?.url).toBe('mp4');
    expect(chooseMediaFile(ad(file('hls', HLS)), all)?.url).toBe('hls');
  });
  it('leaves out what the player cannot play, and has no answer where nothing fits (error 403)', () => {
    const canPlay = (mime: string) => mime === 'video/mp4';
    expect(
      chooseMediaFile(ad(file('webm', { type: 'video/webm' }), file('mp4')), { canPlay, preferHls: false })?.url,
    ).toBe('mp4');
    expect(chooseMediaFile(ad(file('webm', { type: 'video/webm' })), { canPlay, preferHls: false })).toBeNull();
    expect(chooseMediaFile(ad(), all)).toBeNull();
  });
  it.each([
    ['avc1.64001f', 'video/mp4; codecs="avc1.64001f"'],
    ['avc1.4d401f,mp4a.40.2', 'video/mp4; codecs="avc1.4d401f, mp4a.40.2"'],
    ['H.264', 'video/mp4'],
    ['FLAC', 'video/mp4'],
    ['avc1.64001f, AAC', 'video/mp4'],
    ['', 'video/mp4'],
    [null, 'video/mp4'],
  ])('asks for the codec %s as %s (RFC 6381)', (codec, mime) => {
    const asked: string[] = [];
    chooseMediaFile(ad(file('x', { codec })), { canPlay: (each) => asked.push(each) > 0, preferHls: false });
    expect(asked).toEqual([mime]);
  });
});

describe('one ad with six media files', () => {
  const mp4 = (url: string, level: string, height: number, bitrateKbps: number) =>
    file(url, { codec: `avc1.${level}`, width: (height * 16) / 9, height, bitrateKbps });
  const six = ad(
    file('hls', HLS),
    file('webm', { type: 'video/webm', bitrateKbps: 3000, width: 1280, height: 720 }),
    mp4('1080p60', '64002a', 1080, 8000), // High, level 4.2
    mp4('1080p', '640028', 1080, 5000), // High, level 4.0
    mp4('720p', '4d401f', 720, 2500), // Main, level 3.1
    mp4('360p', '42c01e', 360, 800), // Constrained Baseline, level 3.0
  );
  /** A decoder of H.264 in MP4 up to a level, by the last byte of `avc1.PPCCLL`; HLS where it is stitched. */
  const upTo = (level: number, hls = false) => ({
    canPlay: (mime: string) =>
      /mpegurl/.test(mime) ? hls : parseInt(/avc1\.\w{4}(\w{2})/.exec(mime)?.[1] ?? 'ff', 16) <= level,
    preferHls: hls,
  });
  it.each([
    ['segments where they are stitched', upTo(0x28, true), 'hls'],
    ['the best of a decoder of level 4.2', upTo(0x2a), '1080p60'],
    ['the best of a decoder of level 4.0', upTo(0x28), '1080p'],
    ['the best of a decoder of level 3.1', upTo(0x1f), '720p'],
    ['the best of level 4.2 on a screen of 720 lines', { ...upTo(0x2a), maxHeight: 720 }, '720p'],
    ['the best of level 4.0 on a line of 4 Mb/s', { ...upTo(0x28), throughputKbps: 4000 }, '720p'],
    ['the least on a line that is too thin for all', { ...upTo(0x28), throughputKbps: 500 }, '360p'],
    ['no file where no level is low enough (403)', upTo(0x0a), undefined],
  ])('gives %s', (_, choice, url) => expect(chooseMediaFile(six, choice)?.url).toBe(url));
});
