import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWindow, dateAt, EPOCH_MS, openHearsLab, type HearsLab } from './support/hears-lab.js';

const starts = (seconds: number): string => `START-DATE="${dateAt(seconds)}"`;
const range = (id: string, of: string, attributes: string): string =>
  `#EXT-X-DATERANGE:ID="${id}",CLASS="com.apple.hls.${of}",${attributes}`;

describe('date ranges with a CLASS of Apple’s that hls.js ignores (real Chromium)', () => {
  let lab: HearsLab;
  beforeAll(async () => {
    lab = await openHearsLab();
  });
  afterAll(() => lab.close());

  it('a schedule is never fetched there; here it is, once, and the breaks in it are heard ahead', async () => {
    const tag = range('s', 'daterange-schedule', `${starts(0)},X-URI="schedule.json"`);
    const schedule = {
      DATERANGES: [
        {
          ID: 'later',
          CLASS: 'com.apple.hls.interstitial',
          'X-SCHEDULE-OFFSET': 600,
          DURATION: 30,
          'X-ASSET-LIST': 'l',
        },
        { ID: 'more', CLASS: 'com.apple.hls.daterange-schedule', 'X-SCHEDULE-OFFSET': 0, 'X-URI': 'nested.json' },
      ],
    };
    const nested = {
      DATERANGES: [
        { ID: 'at', CLASS: 'com.apple.hls.interstitial', 'START-DATE': dateAt(900), DURATION: 15, 'X-ASSET-URI': 'a' },
      ],
    };
    const { alone, ours, asked } = await lab.hear({
      playlists: [aWindow({ count: 4 }, { 0: [tag] }), aWindow({ count: 5 }, { 0: [tag] })],
      files: { 'schedule.json': JSON.stringify(schedule), 'nested.json': JSON.stringify(nested) },
      refreshes: 2,
    });
    expect(alone.dateRanges).toMatchObject([{ id: 's' }]);
    expect(asked.alone).not.toContain('schedule.json');
    expect(asked.ours.filter((file) => /json/.test(file))).toEqual(['schedule.json', 'nested.json']);
    expect(ours.signals).toMatchObject([
      { type: 'break-start', carrier: 'schedule', key: 'later', startsAt: EPOCH_MS + 600_000, plannedMs: 30_000 },
      { type: 'break-start', carrier: 'schedule', key: 'at', startsAt: EPOCH_MS + 900_000, plannedMs: 15_000 },
    ]);
    expect(ours.causes).toEqual([]);
  });

  it('a schedule that does not answer is a cause here, and the playlist is heard', async () => {
    const tags = [
      range('s', 'daterange-schedule', `${starts(0)},X-URI="/nowhere/schedule.json"`),
      range('i', 'interstitial', `${starts(5)},DURATION=15,X-ASSET-LIST="list.json"`),
    ];
    const { ours } = await lab.hear({ playlists: [aWindow({ count: 4 }, { 0: tags })] });
    expect(ours.causes).toMatchObject([{ name: 'SIGNAL_UNREADABLE', detail: expect.stringContaining('status 404') }]);
    expect(ours.signals).toMatchObject([{ key: 'i', startsAt: EPOCH_MS + 5000 }]);
  });

  it('a preload is no more than a date range there, and a hint for a break here', async () => {
    const tag = range('p', 'preload', `${starts(2)},DURATION=10,X-URI="list.json",X-TARGET-ID="i"`);
    const { alone, ours, asked } = await lab.hear({ playlists: [aWindow({ count: 4 }, { 0: [tag] })] });
    expect(alone.events.filter((name) => /interstitial|assetList/i.test(name))).toEqual([]);
    expect(asked.alone).not.toContain('list.json');
    expect(ours.signals).toMatchObject([{ type: 'break-hint', key: 'p', startsAt: EPOCH_MS + 2000, target: 'i' }]);
  });

  it('when an interstitial may be skipped is unknown to the one there, and told here', async () => {
    const skip = 'X-SKIP-CONTROL-OFFSET=5,X-SKIP-CONTROL-DURATION=10,X-SKIP-CONTROL-LABEL-ID="skip"';
    const tag = range('i', 'interstitial', `${starts(5)},DURATION=15,X-ASSET-LIST="list.json",${skip}`);
    const { alone, ours } = await lab.hear({ playlists: [aWindow({ count: 4 }, { 0: [tag] })] });
    expect(alone.interstitialFields).toContain('restrictions');
    expect(alone.interstitialFields.filter((name) => /skip.?control/i.test(name))).toEqual([]);
    expect(ours.signals).toMatchObject([
      { key: 'i', interstitial: { skipControl: { offsetMs: 5000, durationMs: 10_000, labelId: 'skip' } } },
    ]);
  });
});
