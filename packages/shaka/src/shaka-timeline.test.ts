import { describe, expect, it } from 'vitest';
import { createShakaTimeline, type ShakaTimeline } from './shaka-timeline.js';

const EPOCH = Date.UTC(2030, 0, 1);
const BASE = 'https://o.example/live/hi.m3u8';
const isoAt = (ms: number): string => new Date(EPOCH + ms).toISOString();

/** Entries of two seconds; a date in front of some, in milliseconds behind the epoch. */
const aPlaylist = (entries: readonly (readonly [uri: string, dateMs?: number])[], map = ''): string =>
  [
    '#EXTM3U',
    ...(map ? [`#EXT-X-MAP:URI="${map}"`] : []),
    ...entries.flatMap(([uri, dateMs]) => [
      ...(dateMs === undefined ? [] : [`#EXT-X-PROGRAM-DATE-TIME:${isoAt(dateMs)}`]),
      '#EXTINF:2,',
      uri,
    ]),
  ].join('\n');

const aPlayer = (start = 0, end = 100, startsAt: Date | null = null) => ({
  isLive: () => startsAt !== null,
  getPresentationStartTimeAsDate: () => startsAt,
  seekRange: () => ({ start, end }),
});

const read = (timeline: ShakaTimeline, text: string, url: string, kind: 'video' | 'audio' = 'video'): boolean =>
  timeline.read(text, { url, kind, bandwidth: null });

const add = (timeline: ShakaTimeline, name: string, start: number, type = 'video') =>
  timeline.add(
    { getStartTime: () => start, getEndTime: () => start + 2, getUris: () => [`https://o.example/live/${name}`] },
    type,
  );

const datesOf = (timeline: ShakaTimeline): readonly (number | null)[] =>
  timeline.spans().map(({ programDateTime }) => programDateTime && programDateTime - EPOCH);

describe('createShakaTimeline', () => {
  it('dates each segment by the text that Shaka read, across a jump that Shaka takes out of its timeline', () => {
    const timeline = createShakaTimeline(aPlayer(0, 4));
    read(
      timeline,
      aPlaylist([
        ['0.m4s', 0],
        ['1.m4s', 3_600_000],
      ]),
      BASE,
    );
    add(timeline, '0.m4s', 0);
    add(timeline, '1.m4s', 2);
    expect(datesOf(timeline)).toEqual([0, 3_600_000]);
  });

  it('knows sound and picture apart whose playlists differ in the query of their address alone', () => {
    const timeline = createShakaTimeline(aPlayer(0, 4));
    read(timeline, aPlaylist([['v.m4s', 0]], 'v.mp4'), `${BASE}?track=v`);
    read(timeline, aPlaylist([['a.m4s', 0]], 'a.mp4'), `${BASE}?track=a`, 'audio');
    expect(add(timeline, 'v.m4s', 0)?.init).toBe('https://o.example/live/v.mp4');
    expect(add(timeline, 'a.m4s', 0, 'audio')?.init).toBe('https://o.example/live/a.mp4');
  });

  it('tells an ad that plays in two breaks by where it is due', () => {
    const timeline = createShakaTimeline(aPlayer(0, 12));
    const names = ['0.m4s', 'ad.m4s', '2.m4s', '3.m4s', 'ad.m4s', '5.m4s'];
    read(timeline, aPlaylist(names.map((name, n) => [name, n * 2000])), BASE);
    names.forEach((name, n) => add(timeline, name, n * 2));
    expect(datesOf(timeline)).toEqual(names.map((_name, n) => n * 2000));
  });

  it('finds the first segment of a single file of byte ranges by the first date', () => {
    const timeline = createShakaTimeline(aPlayer(4, 8));
    read(timeline, aPlaylist([['all.mp4', 0], ['all.mp4'], ['all.mp4'], ['all.mp4']]), BASE);
    expect(add(timeline, 'all.mp4', 4).startsAt).toBe(EPOCH + 4000);
  });

  it('dates what a seek passed over, by what was played before it', () => {
    const timeline = createShakaTimeline(aPlayer(0, 12));
    const names = ['0.m4s', '1.m4s', '2.m4s', '3.m4s', '4.m4s', '5.m4s'];
    read(timeline, aPlaylist(names.map((name, n) => [name, n * 2000])), BASE);
    add(timeline, '0.m4s', 0);
    add(timeline, '4.m4s', 8);
    expect(datesOf(timeline)).toEqual([0, 2000, 8000, 10_000]);
    expect(timeline.spans().map(({ start, duration }) => start + duration)).toEqual([2, 8, 10, 12]);
  });

  it('names what playback at a place needs, of picture and sound as they were last loaded', () => {
    const timeline = createShakaTimeline(aPlayer(0, 12));
    const names = [0, 1, 2, 3, 4, 5];
    read(timeline, aPlaylist(names.map((n) => [`hi/${n}.m4s`, n * 2000])), BASE);
    read(timeline, aPlaylist(names.map((n) => [`lo/${n}.m4s`, n * 2000])), BASE.replace('hi', 'lo'));
    read(timeline, aPlaylist(names.map((n) => [`a/${n}.m4s`, n * 2000])), BASE.replace('hi', 'a'), 'audio');
    expect(timeline.ahead(7)).toEqual([]);
    add(timeline, 'hi/0.m4s', 0);
    add(timeline, 'lo/1.m4s', 2);
    add(timeline, 'a/0.m4s', 0, 'audio');
    expect(timeline.ahead(7)).toEqual(['https://o.example/live/lo/3.m4s', 'https://o.example/live/a/3.m4s']);
    expect(timeline.ahead(100)).toEqual([]); // it is not listed yet
  });

  it('names no part of a file, which is fetched in ranges', () => {
    const timeline = createShakaTimeline(aPlayer(0, 8));
    read(timeline, aPlaylist([['all.mp4', 0], ['all.mp4'], ['all.mp4'], ['all.mp4']]), BASE);
    add(timeline, 'all.mp4', 0);
    expect(timeline.ahead(3)).toEqual([]);
  });

  it('carries dates on to a part that no playlist lists by itself', () => {
    const timeline = createShakaTimeline(aPlayer());
    read(timeline, aPlaylist([['0.m4s', 0]]), BASE);
    add(timeline, '0.m4s', 0);
    expect(add(timeline, 'part-3.m4s', 3).startsAt).toBe(EPOCH + 3000);
  });

  it('goes by the manifest where there are no playlists, and by media time where there are no dates', () => {
    expect(add(createShakaTimeline(aPlayer(0, 9, new Date(EPOCH))), 'a.m4s', 5).startsAt).toBe(EPOCH + 5000);
    const onDemand = createShakaTimeline(aPlayer());
    read(onDemand, aPlaylist([['0.m4s'], ['1.m4s']]), BASE);
    expect(add(onDemand, '1.m4s', 2).startsAt).toBe(2000);
  });

  it('prefers picture to sound, and has what is listed around it as spans too', () => {
    const timeline = createShakaTimeline(aPlayer(2, 20));
    read(timeline, aPlaylist([['0.m4s', 0], ['1.m4s'], ['2.m4s'], ['s.m4s']]), BASE);
    add(timeline, 's.m4s', 6, 'audio');
    add(timeline, '2.m4s', 4);
    expect(timeline.spans()).toEqual([
      { start: 2, duration: 2, programDateTime: EPOCH + 2000, url: '' },
      { start: 4, duration: 2, programDateTime: EPOCH + 4000, url: 'https://o.example/live/2.m4s' },
      { start: 6, duration: 14, programDateTime: EPOCH + 6000, url: '' },
    ]);
  });

  it('replaces a segment by its other quality, and forgets a stream with the next', () => {
    const timeline = createShakaTimeline(aPlayer(0, 2));
    add(timeline, 'lo.m4s', 0.01);
    add(timeline, 'hi.m4s', 0);
    expect(timeline.spans().map(({ url }) => url)).toEqual(['https://o.example/live/hi.m4s']);
    timeline.startAnew();
    expect(timeline.spans()).toEqual([]);
  });

  it('knows the segments that Shaka loaded only to look at them, once the next one is played', () => {
    const timeline = createShakaTimeline(aPlayer(0, 6));
    read(timeline, aPlaylist([['0.m4s', 0], ['1.m4s'], ['2.m4s']]), BASE);
    expect(timeline.addLookedAt('https://o.example/live/1.m4s')).toMatchObject({ startsAt: EPOCH + 2000 });
    expect(timeline.addLookedAt('https://o.example/live/subtitles.vtt')).toBeNull();
    add(timeline, '0.m4s', 0);
    add(timeline, '2.m4s', 4);
    expect(timeline.spans().map(({ url, start }) => `${start} ${url.slice(-5)}`)).toEqual([
      '0 0.m4s',
      '2 1.m4s',
      '4 2.m4s',
    ]);
    expect(datesOf(timeline)).toEqual([0, 2000, 4000]);
  });

  it('names what was asked for as its playlist does, whatever was added to the query', () => {
    const timeline = createShakaTimeline(aPlayer());
    read(timeline, aPlaylist([['0.m4s?q=1', 0]], 'init.mp4'), BASE);
    const named = (asked: string): string => timeline.named(`https://o.example/live/${asked}`).slice(-10);
    expect(['init.mp4?CMCD=1', '0.m4s?q=1&token=2', 'a.m4s?q=11'].map(named)).toEqual([
      'e/init.mp4',
      '/0.m4s?q=1',
      'a.m4s?q=11',
    ]);
  });

  it('names the initialisation segment of its own map', () => {
    const timeline = createShakaTimeline(aPlayer());
    read(timeline, aPlaylist([['0.m4s', 0]], 'init.mp4'), BASE);
    expect(add(timeline, '0.m4s', 0).init).toBe('https://o.example/live/init.mp4');
    expect(timeline.addLookedAt('https://o.example/live/0.m4s')?.init).toBe('https://o.example/live/init.mp4');
  });

  it('lays VOD with ads inserted out as it is listed, and says that Shaka must not have its dates', () => {
    const timeline = createShakaTimeline(aPlayer());
    const adAt = Date.UTC(1900, 0, 1) - EPOCH;
    const text = aPlaylist([['0.m4s', 0], ['ad.m4s', adAt], ['ad.m4s'], ['1.m4s', 2000]]);
    expect(read(timeline, text, BASE)).toBe(true);
    expect(read(timeline, text, BASE.replace('hi', 'audio'), 'audio')).toBe(true);
    expect(timeline.spans().map(({ start }) => start)).toEqual([0, 2, 4, 6]);
    expect(datesOf(timeline)).toEqual([0, adAt, adAt + 2000, 2000]);
    // One name, two places: the place tells them apart.
    expect(add(timeline, 'ad.m4s', 4).startsAt).toBe(EPOCH + adAt + 2000);
    expect(add(timeline, '1.m4s', 5.98, 'audio').startsAt).toBeCloseTo(EPOCH + 2000 - 20, 3);
    expect([1, 3, 5, 6.5].map((seconds) => timeline.stretchAt(seconds))).toEqual([
      { start: 0, end: 2, adsBefore: 0 },
      { start: 2, end: 6, adsBefore: 0 },
      { start: 2, end: 6, adsBefore: 0 },
      { start: 6, end: Infinity, adsBefore: 4 },
    ]);
    expect(timeline.stretchAt(8)).toBeNull();
  });

  it.each(['#EXT-X-IMAGES-ONLY', '#EXT-X-I-FRAMES-ONLY'])('does not lay VOD out by pictures to seek by: %s', (tag) => {
    const timeline = createShakaTimeline(aPlayer());
    const adAt = Date.UTC(1900, 0, 1) - EPOCH;
    read(
      timeline,
      aPlaylist([
        ['0.m4s', 0],
        ['ad.m4s', adAt],
        ['1.m4s', 2000],
      ]),
      BASE,
    );
    const pictures = aPlaylist([
      ['ad.m4s', adAt],
      ['0.jpg', 0],
      ['0.m4s', 2000],
    ]).replace('#EXTM3U', `#EXTM3U\n${tag}`);
    expect(read(timeline, pictures, BASE.replace('hi', 'tiles'))).toBe(true);
    expect(datesOf(timeline)).toEqual([0, adAt, 2000]);
  });

  it('has the dates of a stream without such ads again after the next load', () => {
    const timeline = createShakaTimeline(aPlayer(0, 2));
    read(timeline, aPlaylist([['ad.m4s', Date.UTC(1900, 0, 1) - EPOCH]]), BASE);
    timeline.startAnew();
    expect(read(timeline, aPlaylist([['0.m4s', 0]]), BASE)).toBe(false);
    expect(timeline.stretchAt(1)).toBeNull();
    add(timeline, '0.m4s', 0);
    expect(datesOf(timeline)).toEqual([0]);
  });
});
