import { describe, expect, it } from 'vitest';
import type { Signal } from '@cutaway/model';
import { saySignal } from '../page.builder.js';
import { aPlaylist, BORDERS, CANCEL, NOON, OUT, PO } from './playlist.builder.js';
import { initialHlsReading, readHls, type HlsRead } from './read-hls.js';

/** Each refresh with what the ones before left. */
function readAll(...refreshes: readonly string[]): readonly HlsRead[] {
  let reading = initialHlsReading();
  return refreshes.map((text) => {
    const read = readHls(reading, text);
    reading = read.reading;
    return read;
  });
}
const keysOf = (signals: readonly Signal[]) => signals.map(({ key }) => key);
const causesOf = ({ causes }: HlsRead) => causes.map(({ name }) => name);
/** A long window from a segment on, with a break of 3 segments before every tenth. */
function aWindow(first: number, count: number): string {
  const parts = Array.from({ length: count }, (_none, at) => first + at).flatMap((sequence) => {
    const inBreak = sequence % 10;
    if (inBreak === 0) return ['#EXT-X-CUE-OUT:30', 1];
    if (inBreak < 3) return [`#EXT-X-CUE-OUT-CONT:${inBreak * 10}/30`, 1];
    return inBreak === 3 ? ['#EXT-X-CUE-IN', 1] : [1];
  });
  return aPlaylist(parts, { first });
}

describe('readHls, what is read again', () => {
  it('of a refresh are its head, its last segment and what is new, however long the window', () => {
    const [first, second, third] = readAll(aWindow(0, 500), aWindow(1, 500), aWindow(4, 500));
    expect(first?.linesRead).toBeGreaterThan(1_000);
    expect(second?.linesRead).toBeLessThan(20);
    expect(third?.linesRead).toBeLessThan(30);
  });
  it('says the same as reading the text alone', () => {
    const texts = [0, 1, 4, 40, 39, 700].map((first) => aWindow(first, 60));
    const anew = texts.map((text) => readHls(initialHlsReading(), text).reading.blocks.blocks);
    expect(readAll(...texts).map(({ reading }) => reading.blocks.blocks)).toEqual(anew);
  });
  it('is little where all segments have one URI (EXT-X-BYTERANGE)', () => {
    const ranged = (first: number) =>
      aWindow(first, 100).replace(/segment-(\d+)/g, (_all, sequence: string) => `#EXT-X-BYTERANGE:9@${sequence}\nall`);
    const [, second] = readAll(ranged(0), ranged(1));
    expect(second?.linesRead).toBeLessThan(20);
  });
  it('is the whole text where nothing of it was seen', () => {
    const [first, second] = readAll(aWindow(0, 50), aWindow(200, 50));
    expect(second?.linesRead).toBe(first?.linesRead);
  });
  it('is what changed in the middle: a CUE-OUT that was put in front of a known segment', () => {
    const [, second] = readAll(aPlaylist([6]), aPlaylist([3, '#EXT-X-CUE-OUT:30', 3]));
    expect(second?.signals.map(saySignal)).toEqual([
      `start cue:${NOON + 30_000} linear at 12:00:30.000 for 30 s of cue`,
    ]);
  });
});

describe('readHls, where a break is', () => {
  it('is where the segment behind its mark starts, by the nearest date before it', () => {
    const date = '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:01:00Z';
    const [read] = readAll(aPlaylist([2, '#EXT-X-DISCONTINUITY', date, 2, '#EXT-X-CUE-OUT:30', 1]));
    expect(read?.signals).toMatchObject([{ startsAt: NOON + 80_000, timeFrom: 'segment', durationFrom: 'cue' }]);
  });
  it('is counted back from the first date where that stands further on', () => {
    const date = '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:01:00Z';
    const [read] = readAll(aPlaylist(['#EXT-X-CUE-OUT:30', 2, date, 1], { startsAt: null }));
    expect(read?.signals).toMatchObject([{ startsAt: NOON + 40_000 }]);
  });
  it('is by firstSegmentAt where there is no date, and that there is none is told', () => {
    const text = aPlaylist([1, '#EXT-X-CUE-OUT:30', 1], { startsAt: null });
    const read = readHls(initialHlsReading(), text, { firstSegmentAt: NOON });
    expect(read.signals).toMatchObject([{ startsAt: NOON + 10_000 }]);
    expect(causesOf(read)).toEqual(['PLAYLIST_NO_DATE']);
  });
  it('is nowhere without both: no signal, and a cause', () => {
    const [read] = readAll(aPlaylist([1, '#EXT-X-CUE-OUT:30', 1], { startsAt: null }));
    expect(read).toMatchObject({ signals: [] });
    expect(read && causesOf(read)).toEqual(['PLAYLIST_NO_DATE']);
  });
  it('is by the refresh before in a delta update that skips its dates (EXT-X-SKIP)', () => {
    const skip = '#EXT-X-SKIP:SKIPPED-SEGMENTS=3';
    const delta = aPlaylist([skip, 1, '#EXT-X-CUE-OUT:30', 1], { first: 2, startsAt: null });
    const [, second] = readAll(aPlaylist([6]), delta);
    expect(second?.signals).toMatchObject([{ startsAt: NOON + 60_000 }]);
    expect(second?.causes).toEqual([]);
  });
  it('is the same where a byte order mark or blanks stand in front of the playlist', () => {
    const skip = '#EXT-X-SKIP:SKIPPED-SEGMENTS=3';
    const delta = aPlaylist([skip, 1, '#EXT-X-CUE-OUT:30', 1], { first: 2, startsAt: null });
    for (const front of ['\uFEFF', '\uFEFF \r\n', ' ', '\n']) {
      const [, second] = readAll(front + aPlaylist([6]), front + delta);
      expect(second?.signals).toMatchObject([{ startsAt: NOON + 60_000 }]);
    }
  });
  it('is not guessed in a delta update that skips more than was seen', () => {
    const delta = aPlaylist(['#EXT-X-SKIP:SKIPPED-SEGMENTS=30', '#EXT-X-CUE-OUT:30', 1], { startsAt: null });
    const [, second] = readAll(aPlaylist([6]), delta);
    expect(second && [second.signals, causesOf(second)]).toEqual([[], ['PLAYLIST_NO_DATE']]);
  });
});

describe('readHls, what is remembered', () => {
  it('keeps the key and the start of a break while it slides out, and forgets it behind its end', () => {
    const keys = [0, 1, 2, 3, 4, 5].map((first) => {
      const parts = aWindow(first, 4);
      return parts;
    });
    expect(readAll(...keys).map(({ signals }) => signals.map(saySignal))).toEqual([
      [`start cue:${NOON} linear at 12:00:00.000 for 30 s of cue`, `end cue:${NOON} at 12:00:30.000`],
      [`start cue:${NOON} linear at 12:00:00.000 for 30 s of cue`, `end cue:${NOON} at 12:00:30.000`],
      [`start cue:${NOON} linear at 12:00:00.000 for 30 s of cue`, `end cue:${NOON} at 12:00:30.000`],
      [`start cue:${NOON} linear at 12:00:00.000 for 30 s of cue`, `end cue:${NOON} at 12:00:30.000`],
      [],
      [],
    ]);
  });
  it('keeps a key for a start that was counted back two ways', () => {
    const [first, second] = readAll(
      aPlaylist(['#EXT-X-CUE-OUT-CONT:10.2/30', 1], { first: 1 }),
      aPlaylist(['#EXT-X-CUE-OUT-CONT:19.9/30', 1], { first: 2 }),
    );
    expect(keysOf(second?.signals ?? [])).toEqual(keysOf(first?.signals ?? []));
    expect(second?.signals).toMatchObject([{ startsAt: NOON - 200, isContinued: true }]);
  });
  it('holds no more of an endless stream after a thousand refreshes than after a hundred', () => {
    const texts = Array.from({ length: 1_000 }, (_none, first) => aWindow(first, 12));
    const reads = readAll(...texts);
    const sizeOf = (at: number) => {
      const { runs, starts, ranges, sections } = reads[at]?.reading ?? initialHlsReading();
      return [runs.length, starts.starts.length, ranges.size, sections.size];
    };
    expect(sizeOf(990)).toEqual(sizeOf(100));
  });
  it('leaves the reading as it was where the text is no playlist', () => {
    const [first, second] = readAll(aPlaylist(['#EXT-X-CUE-OUT', 2]), '<html>');
    expect(second?.reading).toBe(first?.reading);
    expect(second && causesOf(second)).toEqual(['PLAYLIST_UNREADABLE']);
  });
});

describe('readHls, what a section adds', () => {
  it('tells a payload that cannot be read once, however often it is repeated', () => {
    const cont = (elapsed: number) => `#EXT-X-CUE-OUT-CONT:ElapsedTime=${elapsed},Duration=30,SCTE35=/DAx`;
    const [read] = readAll(aPlaylist(['#EXT-OATCLS-SCTE35:/DAx', '#EXT-X-CUE-OUT:30', 1, cont(10), 1, cont(20), 1]));
    expect(read && causesOf(read)).toEqual(['SIGNAL_UNREADABLE']);
    expect(read?.signals).toMatchObject([{ plannedMs: 30_000, durationFrom: 'cue' }]);
  });
  it('is the event, its type and its UPIDs', () => {
    const [read] = readAll(aPlaylist([`#EXT-OATCLS-SCTE35:${PO}`, '#EXT-X-CUE-OUT:30', 1]));
    expect(read?.signals).toMatchObject([
      {
        ...{ carrier: 'cue-out', segmentationTypeId: 0x34, upids: [{ type: 8, hex: '000000002ca0a18a' }] },
        ...{ event: { command: 'segmentation', eventId: 7 }, restrictions: { webDeliveryAllowed: false } },
      },
    ]);
  });
  it('is told beside the tag where both give lengths that differ', () => {
    const [read] = readAll(aPlaylist([`#EXT-OATCLS-SCTE35:${OUT}`, '#EXT-X-CUE-OUT:20', 1]));
    expect(read?.signals.map(saySignal)).toEqual([
      `start cue:${NOON} linear at 12:00:00.000 for 30 s of payload, returns by itself`,
      `start cue:${NOON}/1 linear at 12:00:00.000 for 20 s of cue`,
    ]);
  });
  it('takes a break back that it cancels, and is no break where it is a border', () => {
    const [read] = readAll(
      aPlaylist([
        `#EXT-OATCLS-SCTE35:${OUT}`,
        1,
        `#EXT-OATCLS-SCTE35:${CANCEL}`,
        1,
        `#EXT-OATCLS-SCTE35:${BORDERS}`,
        1,
      ]),
    );
    expect(read?.signals.map(({ type }) => type)).toEqual(['break-cancel', 'boundary', 'boundary']);
  });
});
