import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSection, base64Of, hexOf } from './support/sections.js';
import { aWindow, dateAt, EPOCH_MS, openHearsLab, type HearsLab } from './support/hears-lab.js';

const OUT = hexOf(aSection(7, 6));
const IN = hexOf(aSection(7, null));

const range = (id: string, attributes: string): string => `#EXT-X-DATERANGE:ID="${id}",${attributes}`;
const starts = (seconds: number): string => `START-DATE="${dateAt(seconds)}"`;
/** hls.js puts cues into a track that is still loading: those of the first refresh are gone, those of the second stay. */
const CUES = 2;
const opens = (seconds: number, plannedSeconds = 6): string =>
  range('b', `${starts(seconds)},PLANNED-DURATION=${plannedSeconds},SCTE35-OUT=${OUT}`);

describe('EXT-X-DATERANGE that hls.js drops, corrupts or leaves as it was (real Chromium)', () => {
  let lab: HearsLab;
  beforeAll(async () => {
    lab = await openHearsLab();
  });
  afterAll(() => lab.close());

  it('an IN without START-DATE after its OUT slid out is dropped there, and ends the break here', async () => {
    const playlists = [
      aWindow({ count: 4 }, { 2: [opens(2)] }),
      aWindow({ from: 3, count: 4 }, { 6: [range('b', `SCTE35-IN=${IN},DURATION=4`)] }),
    ];
    const { alone, ours } = await lab.hear({ playlists, refreshes: 2 });
    expect(alone.dateRanges).toEqual([]);
    expect(ours.signals).toMatchObject([
      { type: 'break-start', key: 'b', startsAt: EPOCH_MS + 2000, plannedMs: 6000 },
      { type: 'break-end', key: 'b', endsAt: EPOCH_MS + 6000 },
    ]);
  });

  it('a tag of the same ID with an attribute that changed is ignored there, its end with it, and believed here', async () => {
    const ends = range('b', `${starts(2)},PLANNED-DURATION=4,DURATION=4,SCTE35-IN=${IN}`);
    const playlists = [aWindow({ count: 4 }, { 2: [opens(2)] }), aWindow({ count: 6 }, { 2: [opens(2)], 6: [ends] })];
    const { alone, ours } = await lab.hear({ playlists, refreshes: 2 });
    expect(alone.dateRanges).toMatchObject([{ id: 'b', duration: null, plannedDuration: 6 }]);
    expect(alone.dateRanges[0]?.attributes).not.toHaveProperty('SCTE35-IN');
    expect(ours.signals).toContainEqual(expect.objectContaining({ type: 'break-end', endsAt: EPOCH_MS + 6000 }));
  });

  it('without EXT-X-PROGRAM-DATE-TIME a range has no time there, and the one of its place here', async () => {
    const text = aWindow({ count: 4, isDated: false }, { 2: [opens(2)] });
    const { alone, ours } = await lab.hear({ playlists: [text], cues: true });
    expect(alone).toMatchObject({ hasDates: false, dateRanges: [{ id: 'b', start: null }], cues: [] });
    expect(ours.hasDates).toBe(true);
    expect(ours.signals).toMatchObject([{ type: 'break-start', key: 'b', plannedMs: 6000 }]);
    expect(ours.breaks[0]).toMatchObject({ phase: 'signalled' });
    expect(ours.causes).toEqual([]);
  });

  it('END-ON-NEXT ends with the last range of its class there, and with the next one here', async () => {
    const one = (id: string, at: number): string =>
      range(id, `CLASS="spots",${starts(at)},END-ON-NEXT=YES,SCTE35-OUT=${OUT}`);
    const tags = { 1: [one('a', 1), one('b', 3), one('c', 9)] };
    const playlists = [aWindow({ count: 4 }, tags), aWindow({ count: 5 }, tags)];
    const { alone, ours } = await lab.hear({ playlists, refreshes: CUES, cues: true });
    expect(alone.cues.find(({ id, key }) => id === 'a' && key === 'SCTE35-OUT')).toMatchObject({ start: 1, end: 9 });
    const a = ours.signals.filter(({ key }) => key === 'a');
    expect(a).toContainEqual(expect.objectContaining({ type: 'break-end', endsAt: EPOCH_MS + 3000 }));
  });

  it('a cue stays there as it was first seen, and a break follows its range here', async () => {
    const told = (seconds: number, note: string): string =>
      range('b', `${starts(2)},DURATION=${seconds},X-NOTE="${note}",SCTE35-OUT=${OUT}`);
    const first = { 2: [told(6, 'first')] };
    const playlists = [
      aWindow({ count: 4 }, first),
      aWindow({ count: 5 }, first),
      aWindow({ count: 6 }, { 2: [told(3, 'second')] }),
    ];
    const { alone, ours } = await lab.hear({ playlists, refreshes: CUES + 1, cues: true });
    expect(alone.dateRanges).toMatchObject([{ duration: 3, attributes: { 'X-NOTE': 'second' } }]);
    expect(alone.cues.find(({ key }) => key === 'X-NOTE')).toMatchObject({ end: 8, data: 'first' });
    expect(ours.signals).toMatchObject([
      { type: 'break-start', plannedMs: 6000 },
      { type: 'break-start', plannedMs: 3000 },
    ]);
  });

  it('payloads with 0X and in base64 are corrupt in cues there, and the same section here', async () => {
    const upper = range('b', `${starts(1)},SCTE35-OUT=${OUT.replace('0x', '0X')}`);
    const base64 = range('c', `${starts(9)},SCTE35-OUT="${base64Of(aSection(8, 6))}"`);
    const tags = { 1: [upper, base64] };
    const playlists = [aWindow({ count: 4 }, tags), aWindow({ count: 5 }, tags)];
    const { alone, ours } = await lab.hear({ playlists, refreshes: CUES, cues: true });
    const sections = [OUT, hexOf(aSection(8, 6))].map((hex) => hex.slice(2).toLowerCase());
    expect(alone.cues.map(({ id, key }) => `${id} ${key}`)).toEqual(['b SCTE35-OUT', 'c SCTE35-OUT']);
    for (const { data } of alone.cues) expect(sections).not.toContain(data);
    expect(ours.signals).toMatchObject([
      { key: 'b', plannedMs: 6000, event: { eventId: 7 } },
      { key: 'c', plannedMs: 6000, event: { eventId: 8 } },
    ]);
    expect(ours.causes).toEqual([]);
  });

  it('a range that is taken out of the playlist while the playhead is inside takes its cue along there, and no break here', async () => {
    const tags = { 0: [opens(0)] };
    const playlists = [aWindow({ count: 4 }, tags), aWindow({ count: 5 }, tags), aWindow({ count: 6 })];
    const [before, { alone, ours }] = await Promise.all([
      lab.hear({ playlists, refreshes: CUES, cues: true }),
      lab.hear({ playlists, refreshes: CUES + 1, cues: true, isUndecided: true }),
    ]);
    expect(before.alone.cues).toMatchObject([{ start: 0 }, { start: 0 }]);
    expect(alone).toMatchObject({ dateRanges: [], cues: [] });
    expect(ours.signals).toMatchObject([{ type: 'break-start', startsAt: EPOCH_MS, plannedMs: 6000 }]);
    expect(ours.breaks.map(({ phase }) => phase)).toEqual(['signalled', 'deciding']);
  });

  it('dates that jump without a discontinuity move the ranges there, and no break here', async () => {
    const jump = (text: string): string =>
      text.replace(
        /(#EXT-X-PROGRAM-DATE-TIME:)(.+)(\n.+\n[3-9]\.m4s)/g,
        (_all, tag: string, date: string, rest: string) => {
          return `${tag}${new Date(Date.parse(date) + 5000).toISOString()}${rest}`;
        },
      );
    const playlists = [
      aWindow({ count: 3 }, { 2: [opens(2)] }),
      jump(
        aWindow(
          { from: 3, count: 3 },
          { 3: [opens(2), range('n', `${starts(10)},PLANNED-DURATION=2,SCTE35-OUT=${hexOf(aSection(8, 2))}`)] },
        ),
      ),
    ];
    const { ours } = await lab.hear({ playlists: [...playlists], refreshes: 2 });
    expect(ours.breaks.map(({ brk }) => brk.startsAt)).toContain(EPOCH_MS + 2000);
  });
});
