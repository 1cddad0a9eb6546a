import { describe, expect, it } from 'vitest';
import { parseAttributeList } from '../attribute-list.js';
import { readInterstitial } from './interstitial.js';

const read = (list: string) => readInterstitial(parseAttributeList(list));

describe('readInterstitial (RFC 8216bis Appendix D.2)', () => {
  it('reads the whole set of attributes', () => {
    const list =
      'X-ASSET-LIST="list.json?a=1,2",X-RESUME-OFFSET=-2.5,X-PLAYOUT-LIMIT=30,X-SNAP="OUT,IN",X-RESTRICT="SKIP,JUMP",' +
      'X-CONTENT-MAY-VARY="NO",X-TIMELINE-OCCUPIES="RANGE",X-TIMELINE-STYLE="PRIMARY",X-SKIP-CONTROL-OFFSET=5,' +
      'X-SKIP-CONTROL-DURATION=20,X-SKIP-CONTROL-LABEL-ID="exit",X-AD-CREATIVE-SIGNALING="eyJ2IjoyfQ=="';
    expect(read(list)).toEqual({
      assetUri: null,
      assetListUri: 'list.json?a=1,2',
      resumeOffsetMs: -2_500,
      playoutLimitMs: 30_000,
      snap: ['OUT', 'IN'],
      restrict: ['SKIP', 'JUMP'],
      contentMayVary: false,
      timelineOccupies: 'RANGE',
      timelineStyle: 'PRIMARY',
      skipControl: { offsetMs: 5_000, durationMs: 20_000, labelId: 'exit' },
      creativeSignaling: 'eyJ2IjoyfQ==',
    });
  });
  it('has the defaults of the standard', () => {
    expect(read('X-ASSET-URI="ad.m3u8"')).toEqual({
      ...{
        assetUri: 'ad.m3u8',
        assetListUri: null,
        resumeOffsetMs: null,
        playoutLimitMs: null,
        snap: [],
        restrict: [],
      },
      ...{ contentMayVary: true, timelineOccupies: 'POINT', timelineStyle: 'HIGHLIGHT' },
      ...{ skipControl: null, creativeSignaling: null },
    });
  });
  it('passes over words that a list does not know, and blanks in it', () => {
    expect(read('X-ASSET-URI="a",X-SNAP=" IN , SIDE",X-RESTRICT="PAUSE"')).toMatchObject({
      snap: ['IN'],
      restrict: [],
    });
  });
  it('offers a skip from the start where only its label is told', () => {
    expect(read('X-ASSET-URI="a",X-SKIP-CONTROL-LABEL-ID="exit"')).toMatchObject({
      skipControl: { offsetMs: 0, durationMs: null, labelId: 'exit' },
    });
  });
  it('wants exactly one of X-ASSET-URI and X-ASSET-LIST', () => {
    expect(read('X-ASSET-URI="a",X-ASSET-LIST="b"')).toContain('it has both');
    expect(read('X-ASSET-URI=""')).toContain('it has neither');
  });
  it('has no number where the attribute holds none', () => {
    expect(read('X-ASSET-URI="a",X-RESUME-OFFSET=x,X-PLAYOUT-LIMIT=-1')).toMatchObject({
      resumeOffsetMs: null,
      playoutLimitMs: null,
    });
  });
});
