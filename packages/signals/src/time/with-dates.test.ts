import { describe, expect, it } from 'vitest';
import { readHlsSignals } from '../read-hls-signals.js';
import { initialTimeline, placeDate, placeSegment, type Timeline } from './timeline.js';
import { withDates } from './with-dates.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const pdt = (ms: number): string => `#EXT-X-PROGRAM-DATE-TIME:${iso(ms)}`;

/** A live window of segments of 2 s; `before` holds the lines in front of a segment, by its sequence number. */
function aWindow(first: number, count: number, before: Readonly<Record<number, string>> = {}, seconds = 2): string {
  const segments = Array.from({ length: count }, (_none, i) => {
    const own = before[first + i];
    return `${own === undefined ? '' : `${own}\n`}#EXTINF:${seconds},\ns${first + i}.ts\n`;
  });
  return `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n${segments.join('')}`;
}

/** Dates of the segments as a reader comes to them, by sequence number. */
function datesOf(text: string): Record<string, number> {
  const dates: Record<string, number> = {};
  let at = NaN;
  for (const line of text.split('\n')) {
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) at = Date.parse(line.slice(25));
    if (line.startsWith('s')) dates[line.trim()] = at;
    if (line.startsWith('s')) at += lastDuration * 1000;
    if (line.startsWith('#EXTINF:')) lastDuration = parseFloat(line.slice(8));
  }
  return dates;
}
let lastDuration = 0;

function play(texts: readonly string[], timeline: Timeline = initialTimeline()) {
  const out: string[] = [];
  for (const text of texts) {
    const step = withDates(timeline, text);
    timeline = step.timeline;
    out.push(step.text);
  }
  return { out, timeline };
}

describe('withDates: a playlist without EXT-X-PROGRAM-DATE-TIME', () => {
  it('gets a line that goes on over refreshes, missed ones too', () => {
    const { out } = play([aWindow(10, 5), aWindow(12, 5), aWindow(30, 5)]);
    const [one, two, three] = out.map(datesOf);
    expect(two?.['s12.ts']).toBe(one?.['s12.ts']);
    expect(two?.['s16.ts']).toBe((one?.['s10.ts'] ?? 0) + 12_000);
    expect(three?.['s30.ts']).toBe((one?.['s10.ts'] ?? 0) + 40_000);
  });
  it('is dated by the wall clock at its end where one is given, else by its numbers', () => {
    const live = withDates(initialTimeline(NOON), aWindow(10, 5)).text;
    expect(datesOf(live)['s14.ts']).toBe(NOON - 2000);
    expect(datesOf(withDates(initialTimeline(), aWindow(10, 5)).text)['s12.ts']).toBe(
      datesOf(withDates(initialTimeline(), aWindow(11, 4)).text)['s12.ts'],
    );
  });
  it('has one date in all renditions, whatever they say of their durations', () => {
    const video = withDates(initialTimeline(NOON), aWindow(10, 5), 'video');
    const audio = withDates(video.timeline, aWindow(11, 5, {}, 1.984), 'audio');
    const dates = datesOf(video.text);
    for (const name of ['s11.ts', 's12.ts', 's13.ts', 's14.ts']) expect(datesOf(audio.text)[name]).toBe(dates[name]);
    expect(datesOf(audio.text)['s15.ts']).toBe((dates['s14.ts'] ?? 0) + 2000);
  });
  it('takes the dates of a rendition that has some', () => {
    const video = withDates(initialTimeline(), aWindow(10, 5, { 10: pdt(NOON) }), 'video');
    expect(video.text).toBe(aWindow(10, 5, { 10: pdt(NOON) }));
    expect(datesOf(withDates(video.timeline, aWindow(12, 3), 'audio').text)['s12.ts']).toBe(NOON + 4000);
  });
  it('is dated again behind each discontinuity, without a jump', () => {
    const { out } = play([aWindow(10, 4, { 12: '#EXT-X-DISCONTINUITY' })], initialTimeline(NOON));
    expect(out[0]?.match(/PROGRAM-DATE-TIME/g)).toHaveLength(2);
    expect(datesOf(out[0] ?? '')['s12.ts']).toBe(NOON - 4000);
  });
  it('counts the segments that a delta update skips', () => {
    const full = withDates(initialTimeline(NOON), aWindow(10, 10));
    const delta = aWindow(10, 6).replace('#EXTINF', '#EXT-X-SKIP:SKIPPED-SEGMENTS=6\n#EXTINF');
    const dates = datesOf(withDates(full.timeline, delta).text);
    expect(Object.values(dates)[0]).toBe(datesOf(full.text)['s16.ts']);
  });
  it('goes on where the numbers begin again', () => {
    const { out } = play([aWindow(5000, 5), aWindow(0, 5)], initialTimeline(NOON));
    expect(datesOf(out[1] ?? '')['s0.ts']).toBe(NOON);
  });
  it('places a date range where its tag stands, and a later one as far behind it as they say', () => {
    const range = (id: string, ms: number) =>
      `#EXT-X-DATERANGE:ID="${id}",START-DATE="${iso(ms)}",PLANNED-DURATION=10,SCTE35-OUT=0x0`;
    const text = aWindow(10, 5, { 12: range('a', NOON), 13: range('b', NOON + 30_000) });
    const { out } = play([text], initialTimeline(NOON + 1_000_000));
    const [a, b] = readHlsSignals(out[0] ?? '').signals;
    expect(a).toMatchObject({ key: 'a', startsAt: NOON + 1_000_000 - 6000 });
    expect(b).toMatchObject({ key: 'b', startsAt: NOON + 1_000_000 + 24_000 });
  });
  it('believes a date range at the head of the playlist where the line goes by the wall clock', () => {
    const head = (ms: number) => `#EXT-X-DATERANGE:ID="a",START-DATE="${iso(ms)}",PLANNED-DURATION=10,SCTE35-OUT=0x0`;
    const hear = (ms: number) =>
      readHlsSignals(withDates(initialTimeline(NOON), aWindow(10, 5, { 10: head(ms) })).text).signals[0];
    expect(hear(NOON + 7000)).toMatchObject({ startsAt: NOON + 7000 });
    expect(hear(NOON - 3_600_000)).toMatchObject({ startsAt: NOON - 10_000 });
  });
});

describe('withDates: a playlist with dates', () => {
  const OUT = `#EXT-X-DATERANGE:ID="brk",START-DATE="${iso(NOON + 30_000)}",PLANNED-DURATION=20,SCTE35-OUT=0x0`;

  it('is left as it is while it is in order, with line feeds of either kind', () => {
    const texts = [aWindow(10, 5, { 10: pdt(NOON), 12: OUT }), aWindow(11, 5, { 11: pdt(NOON + 2010), 12: OUT })];
    expect(play(texts).out).toEqual(texts);
    const crlf = texts.map((text) => text.replace(/\n/g, '\r\n'));
    expect(play(crlf).out).toEqual(crlf);
  });
  it('keeps a break where it was when dates jump by 1.5 s in the window', () => {
    const { out, timeline } = play([
      aWindow(10, 5, { 10: pdt(NOON), 12: OUT }),
      aWindow(12, 5, { 12: `${pdt(NOON + 4000)}\n${OUT}`, 15: pdt(NOON + 11_500) }),
    ]);
    const [before, after] = out.map((text) => readHlsSignals(text).signals[0]);
    expect(before).toMatchObject({ startsAt: NOON + 30_000 });
    expect(after).toMatchObject({ startsAt: NOON + 30_000 });
    expect(datesOf(out[1] ?? '')['s15.ts']).toBe(NOON + 10_000);
    expect(placeDate(timeline, NOON + 11_500)).toBe(NOON + 10_000);
  });
  it('places a break that is announced by the new clock on the same line', () => {
    const late = OUT.replace('"brk"', '"new"').replace(iso(NOON + 30_000), iso(NOON + 41_500));
    const { out } = play([
      aWindow(10, 5, { 10: pdt(NOON) }),
      aWindow(12, 5, { 12: pdt(NOON + 4000), 15: `${pdt(NOON + 11_500)}\n${late}` }),
    ]);
    expect(readHlsSignals(out[1] ?? '').signals[0]).toMatchObject({ key: 'new', startsAt: NOON + 40_000 });
  });
  it('keeps segments and breaks where they were when the whole clock is set, by hours too', () => {
    const hours = 2 * 3_600_000;
    const moved = OUT.replace(iso(NOON + 30_000), iso(NOON + 30_000 + hours));
    const { out } = play([
      aWindow(10, 5, { 10: pdt(NOON), 12: OUT }),
      aWindow(11, 5, { 11: pdt(NOON + 2000 + hours), 12: moved }),
    ]);
    expect(datesOf(out[1] ?? '')['s15.ts']).toBe(NOON + 10_000);
    expect(readHlsSignals(out[1] ?? '').signals[0]).toMatchObject({ startsAt: NOON + 30_000 });
  });
  it('believes dates that jump at a discontinuity', () => {
    const text = aWindow(10, 4, { 10: pdt(NOON), 12: `#EXT-X-DISCONTINUITY\n${pdt(NOON + 5500)}` });
    expect(play([text]).out).toEqual([text]);
  });
  it('believes a hole of minutes', () => {
    const text = aWindow(10, 4, { 10: pdt(NOON), 12: pdt(NOON + 304_000) });
    expect(play([text]).out).toEqual([text]);
  });
  it('believes both where they come with a refresh', () => {
    for (const [line, ms] of [
      ['#EXT-X-DISCONTINUITY\n', 5500],
      ['', 304_000],
    ] as const) {
      const texts = [aWindow(10, 2, { 10: pdt(NOON) }), aWindow(10, 4, { 10: pdt(NOON), 12: line + pdt(NOON + ms) })];
      expect(play(texts).out).toEqual(texts);
    }
  });
  it.each(['', '#EXT-X-DISCONTINUITY\n'])(
    'goes on where the clock of an encoder is set back by hours, %j in front',
    (line) => {
      const back = NOON - 2 * 3_600_000;
      const late = OUT.replace('"brk"', '"new"').replace(iso(NOON + 30_000), iso(back + 12_000));
      const jumped = aWindow(12, 6, { 12: pdt(NOON + 4000), 15: `${line}${pdt(back + 10_000)}\n${late}\n${OUT}` });
      const { out, timeline } = play([aWindow(10, 5, { 10: pdt(NOON) }), jumped]);
      expect(datesOf(out[1] ?? '')['s16.ts']).toBe(NOON + 12_000);
      expect(placeDate(timeline, back + 12_000)).toBe(NOON + 12_000);
      // Who joins now hears both clocks.
      for (const [text, shiftMs] of [[out[1] ?? '', 0] as const, [play([jumped]).out[0] ?? '', back - NOON] as const]) {
        const dates = datesOf(text);
        expect((dates['s15.ts'] ?? 0) - (dates['s12.ts'] ?? 0)).toBe(6000);
        expect(readHlsSignals(text).signals).toMatchObject([
          { key: 'new', startsAt: NOON + 12_000 + shiftMs },
          { key: 'brk', startsAt: NOON + 30_000 + shiftMs },
        ]);
      }
    },
  );
  it('goes on where the numbers begin again, and the dates hours earlier', () => {
    const back = NOON - 2 * 3_600_000;
    const { out, timeline } = play([aWindow(5000, 5, { 5000: pdt(NOON) }), aWindow(0, 5, { 0: pdt(back) })]);
    expect(datesOf(out[1] ?? '')['s0.ts']).toBe(NOON + 10_000);
    expect(placeDate(timeline, back + 2000)).toBe(NOON + 12_000);
    const audio = withDates(timeline, aWindow(300, 5, { 300: pdt(back + 2000) }), 'audio');
    expect(datesOf(audio.text)['s300.ts']).toBe(NOON + 12_000);
  });
  it('does not take the numbers of another rendition for its own where it has dates', () => {
    const video = withDates(initialTimeline(), aWindow(10, 5, { 10: pdt(NOON) }), 'video');
    const audioText = aWindow(12, 5, { 12: pdt(NOON) });
    expect(withDates(video.timeline, audioText, 'audio').text).toBe(audioText);
  });
  it('follows a clock that drifts against rounded durations', () => {
    let timeline = initialTimeline();
    let text = '';
    for (let n = 0; n < 2000; n++) {
      text = aWindow(n, 5, { [n]: pdt(NOON + n * 2002) });
      ({ timeline, text } = withDates(timeline, text));
    }
    expect(Math.abs((placeSegment(timeline, 1999) ?? 0) - (NOON + 1999 * 2002))).toBeLessThan(20);
    expect(Math.abs((datesOf(text)['s1999.ts'] ?? 0) - (NOON + 1999 * 2002))).toBeLessThan(60);
  });
  it('keeps one line for each rendition where their numbers do not agree', () => {
    const video = withDates(initialTimeline(), aWindow(10, 5, { 10: pdt(NOON) }), 'video');
    const audioText = aWindow(107, 5, { 107: pdt(NOON + 1000) });
    const audio = withDates(video.timeline, audioText, 'audio');
    expect(audio.text).toBe(audioText);
    expect(placeSegment(audio.timeline, 107, 'audio')).toBe(NOON + 1000);
    expect(placeSegment(audio.timeline, 10, 'video')).toBe(NOON);
  });
  it('gives a rendition that is joined after a jump the same line', () => {
    const { timeline } = play([
      aWindow(10, 5, { 10: pdt(NOON) }),
      aWindow(12, 5, { 12: pdt(NOON + 4000), 15: pdt(NOON + 11_500) }),
    ]);
    const audio = withDates(timeline, aWindow(113, 4, { 113: pdt(NOON + 6000), 115: pdt(NOON + 11_500) }), 'audio');
    expect(datesOf(audio.text)).toEqual({
      's113.ts': NOON + 6000,
      's114.ts': NOON + 8000,
      's115.ts': NOON + 10_000,
      's116.ts': NOON + 12_000,
    });
  });
});

describe('withDates: other texts', () => {
  it('gives back a multivariant playlist, an empty one, and what is none', () => {
    for (const text of ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n', '#EXTM3U\n', '<html>', '']) {
      expect(withDates(initialTimeline(), text)).toEqual({ timeline: initialTimeline(), text });
    }
  });
});

describe('withDates: a day of refreshes', () => {
  it('keeps what a window needs, and no more', () => {
    let timeline = initialTimeline(NOON);
    for (let n = 0; n < 3000; n++) {
      const range = `#EXT-X-DATERANGE:ID="${n}",START-DATE="${iso(NOON + n * 2000)}",DURATION=1`;
      ({ timeline } = withDates(timeline, aWindow(n, 5, { [n + 2]: range }), `r${n % 50}`));
    }
    expect(timeline.lines.length).toBeLessThanOrEqual(32);
    expect(Math.max(...timeline.lines.map(({ starts }) => starts.length))).toBeLessThanOrEqual(106);
    expect(timeline.told.length).toBeLessThanOrEqual(65);
    expect(JSON.stringify(timeline).length).toBeLessThan(100_000);
  });
});
