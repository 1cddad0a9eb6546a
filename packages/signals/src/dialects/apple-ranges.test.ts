import { describe, expect, it } from 'vitest';
import { NOON, aPlaylist } from './playlist.builder.js';
import { initialHlsReading, readHls } from './read-hls.js';

const START = 'START-DATE="2026-11-22T12:00:30Z"';
const range = (list: string): string => `#EXT-X-DATERANGE:${list}`;
const interstitial = (list: string): string => range(`CLASS="com.apple.hls.interstitial",${list}`);
const read = (...lines: readonly string[]) => readHls(initialHlsReading(), aPlaylist([...lines, 3]));

describe('com.apple.hls.interstitial (RFC 8216bis Appendix D)', () => {
  it('is a break that ends by itself, of the length that it tells or plans', () => {
    const lengths = ['DURATION=15', 'END-DATE="2026-11-22T12:00:45Z"', 'PLANNED-DURATION=15', 'X-N=1'].map(
      (length) => read(interstitial(`ID="a",${START},X-ASSET-URI="a.m3u8",${length}`)).signals[0],
    );
    const base = { type: 'break-start', carrier: 'interstitial', startsAt: NOON + 30_000, autoReturn: true };
    expect(lengths).toMatchObject([
      { ...base, plannedMs: 15_000, durationFrom: 'cue' },
      { ...base, plannedMs: 15_000, durationFrom: 'cue' },
      { ...base, plannedMs: 15_000 },
      { ...base, plannedMs: null },
    ]);
  });
  it.each([
    ['CUE="PRE"', 'pre', false],
    ['CUE="POST,ONCE"', 'post', true],
    ['CUE="ONCE"', undefined, true],
    ['X-CUE="PRE"', 'pre', false],
    ['X-N=1', undefined, false],
  ])('with %s stands at %s', (cue, position, once) => {
    const [signal] = read(interstitial(`ID="a",${START},X-ASSET-LIST="l.json",${cue}`)).signals;
    expect(signal).toMatchObject({ interstitial: { once } });
    expect(signal?.type === 'break-start' && signal.position).toBe(position);
  });
  it('takes on what a later tag of its ID adds', () => {
    const later = range('ID="a",DURATION=12,X-PLAYOUT-LIMIT=12');
    const { signals } = read(interstitial(`ID="a",${START},PLANNED-DURATION=30,X-ASSET-LIST="l.json"`), later);
    expect(signals).toMatchObject([{ plannedMs: 12_000, interstitial: { playoutLimitMs: 12_000 } }]);
  });
  it('starts where its tag stands if it has no date', () => {
    expect(read(interstitial('ID="a",X-ASSET-LIST="l.json"')).signals).toMatchObject([{ startsAt: NOON }]);
  });
});

describe('com.apple.hls.preload (Appendix D.4)', () => {
  const preload = (list: string): string => range(`ID="p",CLASS="com.apple.hls.preload",${list}`);
  it('is a hint that names its target', () => {
    const { signals } = read(preload(`${START},DURATION=20,X-URI="l.json",X-TARGET-ID="a"`));
    expect(signals).toMatchObject([
      { type: 'break-hint', key: 'p', startsAt: NOON + 30_000, plannedMs: 20_000, target: 'a' },
    ]);
  });
  it('means nothing in a playlist that has ended', () => {
    expect(read(preload(`${START},DURATION=20,X-URI="l.json"`), '#EXT-X-ENDLIST').signals).toEqual([]);
  });
  it('without X-URI is told', () => {
    expect(read(preload(START)).causes).toMatchObject([
      { name: 'SIGNAL_UNREADABLE', detail: expect.stringContaining('X-URI') as string },
    ]);
  });
});

describe('com.apple.hls.daterange-schedule (Appendix H)', () => {
  it('names what is to fetch, from when its offsets count, and no break', () => {
    const { signals, schedules } = read(
      range(`ID="s",CLASS="com.apple.hls.daterange-schedule",${START},X-URI="s.json"`),
    );
    expect(signals).toEqual([]);
    expect(schedules).toEqual([{ id: 's', uri: 's.json', startsAt: NOON + 30_000, trail: [] }]);
  });
});
