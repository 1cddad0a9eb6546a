import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSection, base64Of } from './support/sections.js';
import { aWindow, EPOCH_MS, openHearsLab, type HearsLab } from './support/hears-lab.js';

describe('the CUE family, which hls.js gives no event for (real Chromium)', () => {
  let lab: HearsLab;
  beforeAll(async () => {
    lab = await openHearsLab();
  });
  afterAll(() => lab.close());

  it('EXT-X-CUE-OUT, -CONT and -IN are raw text on fragments there, and a break here', async () => {
    const out = [`#EXT-OATCLS-SCTE35:${base64Of(aSection(7, 3))}`, '#EXT-X-CUE-OUT:3.0'];
    const tags = { 2: out, 3: ['#EXT-X-CUE-OUT-CONT:1.0/3.0'], 5: ['#EXT-X-CUE-IN'] };
    const playlists = [aWindow({ count: 4 }, tags), aWindow({ count: 6 }, tags)];
    const { alone, ours } = await lab.hear({ playlists, refreshes: 2, cues: true });
    expect(alone.tags).toEqual(['EXT-OATCLS-SCTE35', 'EXT-X-CUE-OUT', 'EXT-X-CUE-OUT-CONT', 'EXT-X-CUE-IN']);
    expect(alone).toMatchObject({ dateRanges: [], cues: [] });
    expect(alone.events.filter((name) => /metadata|cue/i.test(name))).toEqual([]);
    expect(ours.signals).toMatchObject([
      { type: 'break-start', carrier: 'cue-out', startsAt: EPOCH_MS + 2000, plannedMs: 3000, event: { eventId: 7 } },
      { type: 'break-end', carrier: 'cue-out', endsAt: EPOCH_MS + 5000 },
    ]);
    expect(ours.breaks[0]).toMatchObject({ phase: 'signalled', brk: { startsAt: EPOCH_MS + 2000, plannedMs: 3000 } });
    expect(ours.causes).toEqual([]);
  });

  it('`# EXT-X-CUE-OUT-CONT` with a blank has a name of its own there, and tells who joins how long the break runs here', async () => {
    const text = aWindow({}, { 0: ['# EXT-X-CUE-OUT-CONT: 2.0/8.0'], 1: ['# EXT-X-CUE-OUT-CONT: 3.0/8.0'] });
    const { alone, ours } = await lab.hear({ playlists: [text] });
    expect(alone.tags).toEqual([' EXT-X-CUE-OUT-CONT', ' EXT-X-CUE-OUT-CONT']);
    expect(ours.signals).toMatchObject([
      { type: 'break-start', startsAt: EPOCH_MS - 2000, plannedMs: 8000, isContinued: true },
    ]);
  });

  it('a CUE-OUT whose segment is not there yet is lost there, and known a segment sooner here', async () => {
    const { alone, ours } = await lab.hear({ playlists: [aWindow({}, { 6: ['#EXT-X-CUE-OUT:4'] })] });
    expect(alone.tags).toEqual([]);
    expect(ours.signals).toMatchObject([{ type: 'break-start', startsAt: EPOCH_MS + 6000, plannedMs: 4000 }]);
  });

  it('several dialects for one break are one break here', async () => {
    const text = aWindow(
      { count: 3 },
      {
        2: [
          `#EXT-X-SCTE35:TYPE=0x34,DURATION=3.0,CUE-OUT=YES,CUE="${base64Of(aSection(9, 3))}"`,
          '#EXT-X-ASSET:CAID=0x0000000020FB6501',
          '#EXT-X-CUE-OUT:DURATION=3.0',
        ],
      },
    );
    const { alone, ours } = await lab.hear({ playlists: [text] });
    expect(alone).toMatchObject({ dateRanges: [], tags: ['EXT-X-SCTE35', 'EXT-X-ASSET', 'EXT-X-CUE-OUT'] });
    expect(ours.breaks.filter(({ phase }) => phase === 'signalled')).toHaveLength(1);
    expect(ours.signals[0]).toMatchObject({ asset: { CAID: '0x0000000020FB6501' }, event: { eventId: 9 } });
  });

  it('without a single date hls.js plays with dates of ours, and the break has a place', async () => {
    const text = aWindow({ isDated: false }, { 2: ['#EXT-X-CUE-OUT:3.0'] });
    const { alone, ours } = await lab.hear({ playlists: [text, text], refreshes: 1 });
    expect(alone.hasDates).toBe(false);
    expect(ours.hasDates).toBe(true);
    expect(ours.signals).toMatchObject([{ type: 'break-start', plannedMs: 3000 }]);
    expect(ours.causes).toEqual([]);
  });
});
