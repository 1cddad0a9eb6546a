import { describe, expect, it } from 'vitest';
import { countTags } from './count-tags.js';
import { aPlaylist } from './playlist.builder.js';

describe('countTags', () => {
  it('counts marker tags, date ranges by what they mean, and tags that nobody knows', () => {
    const range = (attributes: string): string => `#EXT-X-DATERANGE:ID="a",${attributes}`;
    const marks = {
      1: ['#EXT-X-CUE-OUT:30', '# EXT-X-CUE-OUT-CONT: 8/30', '#EXT-OATCLS-SCTE35:/DA=', '#EXT-X-ADBREAK', '#a comment'],
      2: [range('SCTE35-OUT=0xFC'), range('CLASS="com.apple.hls.interstitial"'), range('CLASS="chapter"')],
    };
    expect(countTags(aPlaylist(marks))).toEqual({
      dialects: {
        'EXT-X-CUE-OUT': 1,
        'EXT-X-CUE-OUT-CONT': 1,
        'EXT-OATCLS-SCTE35': 1,
        'EXT-X-DATERANGE with SCTE-35': 1,
        'EXT-X-DATERANGE interstitial': 1,
      },
      unknown: { 'EXT-X-ADBREAK': 1 },
      otherRanges: 1,
    });
  });
});
