import { describe, expect, it } from 'vitest';
import { saySignal } from '../page.builder.js';
import { AD, AD_END, aPlaylist, IN, NOON, OUT, PO, PO_END } from './playlist.builder.js';
import { initialHlsReading, readHls } from './read-hls.js';

const key = (seconds: number) => `cue:${NOON + seconds * 1000}`;

/** What the last refresh says of breaks: key, start and length or end, in seconds from noon. */
function say(...refreshes: readonly string[]): readonly string[] {
  let reading = initialHlsReading();
  let said: readonly string[] = [];
  for (const text of refreshes) {
    const read = readHls(reading, text);
    reading = read.reading;
    said = read.signals.map(saySignal);
  }
  return said.map((line) =>
    line.replace(/^(start|end) cue:(\d+)/, (_all, what: string, at: string) => `${what} ${(Number(at) - NOON) / 1000}`),
  );
}

describe('the marks before one segment', () => {
  it('are an end and a start where a CUE-IN and a CUE-OUT share a place', () => {
    expect(
      say(aPlaylist(['#EXT-X-CUE-OUT:10', 1, '#EXT-X-CUE-IN', '#EXT-X-CUE-OUT:20', 2, '#EXT-X-CUE-IN', 1])),
    ).toEqual([
      'start 0 linear at 12:00:00.000 for 10 s of cue',
      'end 0 at 12:00:10.000',
      'start 10 linear at 12:00:10.000 for 20 s of cue',
      'end 10 at 12:00:30.000',
    ]);
  });
  it('are one break of the longest length, with the other lengths told', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT:60', '#EXT-X-CUE-OUT:DURATION=30', 1]))).toEqual([
      'start 0 linear at 12:00:00.000 for 60 s of cue',
      'start 0/1 linear at 12:00:00.000 for 30 s of cue',
    ]);
  });
  it('are a break and the ad in it where the section is an ad and shorter than the tag', () => {
    const parts = [
      `#EXT-OATCLS-SCTE35:${AD}`,
      '#EXT-X-CUE-OUT:60',
      3,
      `#EXT-OATCLS-SCTE35:${AD_END}`,
      3,
      '#EXT-X-CUE-IN',
      1,
    ];
    expect(say(aPlaylist(parts))).toEqual([
      'start 0 linear at 12:00:00.000 for 60 s of cue',
      'end 0 at 12:01:00.000',
      'start 0:7 linear at 12:00:00.000 for 30 s of payload, type 0x30, upid 8:000000002ca0a18a',
      'end 0:7 at 12:00:30.000',
    ]);
  });
});

describe('an end', () => {
  it('by a plain CUE-IN is the end of all that is open', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT:60', 1, '#EXT-X-CUE-OUT:20', 1, '#EXT-X-CUE-IN', 1]))).toEqual([
      'start 0 linear at 12:00:00.000 for 60 s of cue',
      'end 0 at 12:00:20.000',
      'start 10 linear at 12:00:10.000 for 20 s of cue',
      'end 10 at 12:00:20.000',
    ]);
  });
  it('by ID is the end of the break of that ID', () => {
    const parts = ['#EXT-X-CUE-OUT:DURATION=60,ID=1', 1, '#EXT-X-CUE-OUT:DURATION=20,ID=2', 1, '#EXT-X-CUE-IN:ID=2', 1];
    expect(say(aPlaylist(parts)).filter((line) => line.startsWith('end'))).toEqual(['end 10 at 12:00:20.000']);
  });
  it('by event is the end of the break of that event', () => {
    expect(say(aPlaylist([`#EXT-OATCLS-SCTE35:${PO}`, 2, `#EXT-OATCLS-SCTE35:${PO_END}`, 1]))[1]).toBe(
      'end 0 at 12:00:20.000',
    );
  });
  it('of an ad that nobody saw start ends no CUE-OUT around it; that of a placement opportunity does', () => {
    const ends = (section: string) =>
      say(aPlaylist(['#EXT-X-CUE-OUT:60', 1, `#EXT-OATCLS-SCTE35:${section}`, 1])).filter((line) =>
        line.startsWith('end'),
      );
    expect(ends(AD_END)).toEqual(['end segmentation:7 at 12:00:10.000']);
    expect(ends(PO_END)).toEqual(['end 0 at 12:00:10.000']);
  });
  it('of a splice_insert ends a CUE-OUT of no event', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT', 2, `#EXT-OATCLS-SCTE35:${IN}`, 1]))[1]).toBe('end 0 at 12:00:20.000');
  });
  it('in front of a jump of dates is where the segment before ends', () => {
    const jump = '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T13:00:00Z';
    expect(say(aPlaylist(['#EXT-X-CUE-OUT', 2, '#EXT-X-CUE-IN', '#EXT-X-DISCONTINUITY', jump, 1]))[1]).toBe(
      'end 0 at 12:00:20.000',
    );
  });
  it('that was seen stays when its tag leaves the window', () => {
    const all = ['#EXT-X-CUE-OUT', 1, '#EXT-X-CUE-IN', 3];
    expect(say(aPlaylist(all), aPlaylist(['#EXT-X-CUE-IN', 3], { first: 1 }))).toEqual([
      'start 0 linear at 12:00:00.000, open',
      'end 0 at 12:00:10.000',
    ]);
  });
});

describe('a CUE-OUT', () => {
  it('inside of a longer break is a break in it', () => {
    const said = say(
      aPlaylist(['#EXT-X-CUE-OUT:60', 1, '#EXT-X-CUE-OUT:20', 2, '#EXT-X-CUE-OUT-CONT:30/60', 1, '#EXT-X-CUE-IN', 1]),
    );
    expect(said).toEqual([
      'start 0 linear at 12:00:00.000 for 60 s of cue',
      'end 0 at 12:00:40.000',
      'start 10 linear at 12:00:10.000 for 20 s of cue',
      'end 10 at 12:00:40.000',
    ]);
  });
  it('behind an open one is another break: its end is not the end of the first', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT', 2, '#EXT-X-CUE-OUT:20', 2, '#EXT-X-CUE-IN', 1]))).toEqual([
      'start 0 linear at 12:00:00.000, open',
      'start 20 linear at 12:00:20.000 for 20 s of cue',
      'end 20 at 12:00:40.000',
    ]);
  });
  it('that comes behind the section that announces it says where the break starts', () => {
    const parts = [`#EXT-OATCLS-SCTE35:${OUT}`, 1, `#EXT-X-CUE-OUT:DURATION=30,CUE="${OUT}"`, 1];
    expect(say(aPlaylist(parts))).toEqual(['start 0 linear at 12:00:10.000 for 30 s of payload, returns by itself']);
  });
  it('with dates that drift by less than a segment keeps its key, at the head of the window too', () => {
    const later = aPlaylist(['#EXT-X-CUE-OUT:30', 3], { first: 1, startsAt: NOON + 10_600 });
    expect(say(aPlaylist([1, '#EXT-X-CUE-OUT:30', 2]), later)).toEqual([
      'start 10 linear at 12:00:10.000 for 30 s of cue',
    ]);
  });
});

describe('a CUE-OUT-CONT', () => {
  it('adds a length to a CUE-OUT that had none', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT', 1, '#EXT-X-CUE-OUT-CONT:10/30', 1]))).toEqual([
      'start 0 linear at 12:00:00.000 for 30 s of cue',
    ]);
  });
  it('counts more than the section where it changes the length', () => {
    const parts = [`#EXT-OATCLS-SCTE35:${OUT}`, '#EXT-X-CUE-OUT:30', 1, '#EXT-X-CUE-OUT-CONT:10/60', 1];
    expect(say(aPlaylist(parts))).toEqual(['start 0 linear at 12:00:00.000 for 60 s of cue, returns by itself']);
  });
  it('behind the end of its break starts another one, counted back', () => {
    expect(say(aPlaylist(['#EXT-X-CUE-OUT:10', 1, '#EXT-X-CUE-IN', 3, '#EXT-X-CUE-OUT-CONT:10/30', 1]))[2]).toBe(
      'start 30 linear at 12:00:30.000 for 30 s of cue, continued',
    );
  });
  it('carries the section of a CUE-OUT that nobody saw', () => {
    expect(say(aPlaylist([`#EXT-X-CUE-OUT-CONT:ElapsedTime=10,SCTE35=${OUT}`, 1], { first: 1 }))).toEqual([
      'start 0 linear at 12:00:00.000 for 30 s of payload, returns by itself, continued',
    ]);
  });
});

describe('a hint', () => {
  it('is EXT-X-PLACEMENT-OPPORTUNITY', () => {
    expect(say(aPlaylist([1, '#EXT-X-PLACEMENT-OPPORTUNITY', 1]))).toEqual([
      `hint cue:hint:${key(10).slice(4)} at 12:00:10.000`,
    ]);
  });
});
