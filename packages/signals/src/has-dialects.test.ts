import { describe, expect, it } from 'vitest';
import { hasDialects } from './has-dialects.js';

const aText = (line: string): string => `#EXTM3U\n#EXTINF:2,\n1.m4s\n${line}\n#EXTINF:2,\n2.m4s\n`;

describe('hasDialects', () => {
  it.each([
    '#EXT-X-CUE-OUT:30',
    '# EXT-X-CUE-OUT-CONT: 8.308/30',
    '#EXT-X-CUE-IN',
    '#EXT-X-CUE-SPAN:TIMEFROMSIGNAL=PT10S,ID=1',
    '#EXT-X-CUE:DURATION="201.467",ID="0",TYPE="SpliceOut",TIME="414.171"',
    '#EXT-OATCLS-SCTE35:/DA',
    '#EXT-X-SCTE35:CUE="/DA"',
    '#EXT-SCTE35: CUE="/DA"',
    '#EXT-X-SPLICEPOINT-SCTE35:/DA',
    '#EXT-X-SIGNAL-EXIT:30',
    '#EXT-X-PLACEMENT-OPPORTUNITY',
    '#EXT-X-DATERANGE:ID="a",CLASS="com.apple.hls.interstitial",X-ASSET-URI="a"',
    '#EXT-X-DATERANGE:ID="a",CLASS="com.apple.hls.preload",X-URI="a"',
    '#EXT-X-DATERANGE:ID="a",CLASS="com.apple.hls.daterange-schedule",X-URI="a"',
  ])('is true of %s', (line) => {
    expect(hasDialects(aText(line))).toBe(true);
  });
  it.each([
    '#EXT-X-DATERANGE:ID="a",START-DATE="2026-11-22T10:00:00Z",SCTE35-OUT=0xFC',
    '#EXT-X-DATERANGE:ID="a",CLASS="com.example.hls.interstitials"',
    '#EXT-X-ASSET:CAID=0x01',
    '#EXT-X-CUSTOM:CUE-OUT',
    'CUE-OUT.m4s',
  ])('is false of %s, which opens no break that the door of date ranges misses', (line) => {
    expect(hasDialects(aText(line))).toBe(false);
  });
});
