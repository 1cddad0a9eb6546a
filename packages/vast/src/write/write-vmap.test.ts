import type { Pod } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { parseVmap } from '../vmap/parse-vmap.js';
import type { VmapDocument } from '../vmap/vmap-document.js';
import { writeVmap } from './write-vmap.js';

const EMPTY: Pod = { id: 'p', breakId: 'mid-1', beaconedBy: 'client', ads: [] };
const at = (more: Partial<Parameters<typeof writeVmap>[0][number]> = {}) => ({
  breakId: 'mid-1',
  timeOffset: '00:10:00.000',
  breakType: 'linear' as const,
  source: { pod: EMPTY },
  ...more,
});
const readBack = (text: string) => parseVmap(text) as VmapDocument;

describe('writeVmap (VMAP 1.0.1 §2.3)', () => {
  it('writes each break with its place and its ads, as the reader takes them', () => {
    const { breaks, failures, warnings } = readBack(writeVmap([at({ timeOffset: 'start', breakId: 'pre' }), at()]));
    expect({ failures, warnings }).toEqual({ failures: [], warnings: [] });
    expect(breaks.map(({ breakId, timeOffset, breakTypes }) => ({ breakId, timeOffset, breakTypes }))).toEqual([
      { breakId: 'pre', timeOffset: 'start', breakTypes: ['linear'] },
      { breakId: 'mid-1', timeOffset: '00:10:00.000', breakTypes: ['linear'] },
    ]);
    expect(breaks[1]?.source?.ads).toMatchObject({ type: 'vast', document: { version: '4.2', ads: [] } });
  });

  it('names the tag that has the ads, where they are decided later', () => {
    const tagUrl = 'https://ads.example/v1/vast?breakId=a&durationMs=30000&x=]]>';
    const [brk] = readBack(writeVmap([at({ source: { tagUrl } })])).breaks;
    expect(brk?.source?.ads).toEqual({ type: 'tag', url: tagUrl, templateType: 'vast4' });
  });

  it('writes the beacons of the break, and none of other events', () => {
    const trackers = (['breakStart', 'midpoint', 'breakEnd'] as const).map((event) => ({
      ...{ event, url: `https://t.example/${event}?a=1&b=2`, level: 0, index: 0 },
    }));
    const [brk] = readBack(writeVmap([at({ trackers })])).breaks;
    expect(brk?.trackers.map(({ event, url }) => [event, url])).toEqual([
      ['breakStart', 'https://t.example/breakStart?a=1&b=2'],
      ['breakEnd', 'https://t.example/breakEnd?a=1&b=2'],
    ]);
  });

  it('writes the error URL of an empty pod', () => {
    expect(writeVmap([at({ errorUrls: ['https://t.example/e?code=[ERRORCODE]'] })])).toContain(
      '<Error><![CDATA[https://t.example/e?code=[ERRORCODE]]]></Error>',
    );
  });
});
