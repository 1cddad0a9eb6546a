import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEmsg } from '../../packages/signals/src/boxes/bytes.builder.js';
import { aSection } from './support/sections.js';
import { dateAt, EPOCH_MS, openHearsLab, type HearsLab } from './support/hears-lab.js';
import { spokenFragments, spokenTransportStream } from './support/spoken-segments.js';

const SEGMENT_MS = 1920;

function damaged(section: Uint8Array): Uint8Array {
  return section.map((byte, at) => (at === section.length - 1 ? byte ^ 0xff : byte));
}

/** An on-demand playlist of segments of the programme. */
function aList(names: readonly string[], map = ''): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', ...(map ? [`#EXT-X-MAP:URI="${map}"`] : [])];
  lines.push(`#EXT-X-PROGRAM-DATE-TIME:${dateAt(0)}`);
  for (const name of names) lines.push('#EXTINF:1.920,', name);
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
}

describe('SCTE-35 inside of segments, which hls.js does not tell (real Chromium)', () => {
  let lab: HearsLab;
  beforeAll(async () => {
    lab = await openHearsLab();
  });
  afterAll(() => lab.close());

  it('an emsg box is dropped there; here its time counts from its segment, or on the media timeline', async () => {
    const near = anEmsg({ version: 0, timescale: 1000, time: 500, message: aSection(7, 6) });
    const later = anEmsg({ version: 1, timescale: 1000, time: 60_000, message: aSection(8, 6) });
    const files = await spokenFragments({ 1: [near, later] });
    const playlists = [aList(['0.m4s', '1.m4s', '2.m4s'], 'init.mp4')];
    const { alone, ours } = await lab.hear({ playlists, files, segments: 3 });
    expect(alone.segmentsBuffered).toBe(3);
    expect(alone.cues).toEqual([]);
    expect(alone.events.filter((name) => /metadata/i.test(name))).toEqual([]);
    expect(ours.signals).toMatchObject([
      {
        type: 'break-start',
        carrier: 'emsg',
        startsAt: EPOCH_MS + SEGMENT_MS + 500,
        plannedMs: 6000,
        event: { eventId: 7 },
      },
      { type: 'break-start', carrier: 'emsg', startsAt: EPOCH_MS + 60_000, plannedMs: 6000, event: { eventId: 8 } },
    ]);
    expect(ours.causes).toEqual([]);
  });

  it('a section whose CRC is wrong was damaged on its way: it is told, and opens nothing', async () => {
    const files = await spokenFragments({ 0: [anEmsg({ message: damaged(aSection(7, 6)) })] }, 1);
    const { ours } = await lab.hear({ playlists: [aList(['0.m4s'], 'init.mp4')], files, segments: 1 });
    expect(ours.signals).toEqual([]);
    expect(ours.breaks).toEqual([]);
    expect(ours.causes).toMatchObject([{ name: 'SIGNAL_BAD_CRC' }]);
  });

  it('a PID of stream_type 0x86 is not demuxed there, and read here', async () => {
    const files = { '0.ts': await spokenTransportStream(aSection(7, 6)) };
    const { alone, ours } = await lab.hear({ playlists: [aList(['0.ts'])], files, segments: 1 });
    expect(alone).toMatchObject({ segmentsBuffered: 1, cues: [] });
    expect(alone.events.filter((name) => /metadata|userdata/i.test(name))).toEqual([]);
    expect(ours.segmentsBuffered).toBe(1);
    expect(ours.signals).toMatchObject([
      { type: 'break-start', carrier: 'ts', plannedMs: 6000, event: { eventId: 7 } },
    ]);
  });

  it('nothing is listened to where the application says so', async () => {
    const files = await spokenFragments({ 0: [anEmsg({ message: aSection(7, 6) })] }, 1);
    const { ours } = await lab.hear({
      playlists: [aList(['0.m4s'], 'init.mp4')],
      files,
      segments: 1,
      options: { inband: false },
    });
    expect(ours).toMatchObject({ segmentsBuffered: 1, signals: [], causes: [] });
  });
});
