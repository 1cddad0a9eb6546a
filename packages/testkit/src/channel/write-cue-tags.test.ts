import { describe, expect, it } from 'vitest';
import { readSplice } from '@cutaway/scte35';
import type { BreakFaults } from './faults.js';
import { planChannel } from './options.js';
import { writeLivePlaylist } from './write-live-playlist.js';

const START_MS = Date.UTC(2026, 0, 1);
const BREAK_AT_MS = 21_120;
const BREAK_END_MS = BREAK_AT_MS + 5_760;
const OATCLS = expect.stringMatching(/^#EXT-OATCLS-SCTE35:\/D[AB]/);

/** Tags of the CUE family, and the segments that they stand in front of, of a channel with one break of three segments. */
function cues(ms: number, faults: BreakFaults = {}): readonly (string | undefined)[] {
  const plan = planChannel(
    { schedule: { atMs: [20_000] }, podMs: 5_760, markers: 'cue-out', breakFaults: { 'break-0': faults } },
    START_MS,
  );
  const text = writeLivePlaylist(plan, [], 'hi', START_MS + ms);
  expect(text).not.toContain('EXT-X-DATERANGE');
  return text.split('\n').filter((line) => /^#EXT-(X-CUE|OATCLS)/.test(line));
}

describe('writeCueTags', () => {
  it('tells the start as the last lines while its segment is not there yet', () => {
    expect(cues(BREAK_AT_MS - 1)).toEqual([]);
    expect(cues(BREAK_AT_MS)).toEqual([OATCLS, '#EXT-X-CUE-OUT:5.760']);
  });

  it('goes on in front of each segment, and ends where the break does', () => {
    expect(cues(BREAK_END_MS)).toEqual([
      OATCLS,
      '#EXT-X-CUE-OUT:5.760',
      '#EXT-X-CUE-OUT-CONT:1.920/5.760',
      '#EXT-X-CUE-OUT-CONT:3.840/5.760',
      OATCLS,
      '#EXT-X-CUE-IN',
    ]);
  });

  it('carries the sections of the break', () => {
    const sections = cues(BREAK_END_MS).filter((line) => line?.startsWith('#EXT-OATCLS'));
    const read = sections.map((line) => readSplice(line?.replace(/^.*?:/, '') ?? ''));
    expect(read).toMatchObject([{ events: [{ isOut: true }] }, { events: [{ isOut: false }] }]);
  });

  it('ends early, never, or is gone, as its faults say', () => {
    expect(cues(BREAK_END_MS, { earlyInAfterMs: 1_920 }).slice(1)).toEqual([
      '#EXT-X-CUE-OUT:5.760',
      OATCLS,
      '#EXT-X-CUE-IN',
    ]);
    expect(cues(BREAK_END_MS, { noIn: true })).not.toContain('#EXT-X-CUE-IN');
    expect(cues(BREAK_END_MS, { cancelAfterMs: 0 })).toEqual([]);
  });
});
