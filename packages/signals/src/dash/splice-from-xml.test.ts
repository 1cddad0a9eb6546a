import { decodeSpliceInfo, decodeSpliceXml, encodeSpliceXml, readSplice } from '@cutaway/scte35';
import { describe, expect, it } from 'vitest';
import { readXml } from './read-xml.js';
import { spliceFromXml } from './splice-from-xml.js';

/** Samples of SCTE 35 §14 and sections of each kind that matters for breaks. */
const SECTIONS = {
  '§14.1 provider placement opportunity':
    '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==',
  '§14.2 insert out': '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=',
  '§14.8 three descriptors':
    '/DBhAAAAAAAA///wBQb+qM1E7QBLAhdDVUVJSAAArX+fCAgAAAAALLLXnTUCAAIXQ1VFSUgAACZ/nwgIAAAAACyy150RAAACF0NVRUlIAAAnf58ICAAAAAAsstezEAAAihiGnw==',
  'wrap by pts_adjustment': '/DA0AAG3wyKO///wBQb/yRLo+gAeAhxDVUVJQAAAZH/PAAEOFNwICAAAAAArJkYdNAAAMcFkEw==',
  'two descriptors with ADS identifiers':
    '/DCRAAAAAAAAAP/wBQb/9peOEAB7AjhDVUVJAAAAnH+/DilhdmFpbGlkPTkxNDg2NjA2NSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDEHCgI/Q1VFSQAAAJ1//wAANu6ADilhdmFpbGlkPTkxMDkwMTM4OSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDAICgAAoJMeaA==',
  'splice time unspecified': '/DAhAAAAAAAAAP/wEAUAAAPbf+9/fgAg9YDAAAAAAAAZkT2l',
  'insert cancel': '/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==',
  'immediate in': '/DAbAAAAAAAA///wCgVgAAAKf18AAAAAAAAx4ejU',
  'segmentation cancel': '/DAhAAAAAAAA///wBQb+AA27oAALAglDVUVJSAAAjv+yqbBw',
  'sub-segments and UUID': '/DA+AAAAAAAA///wBQb+AA27oAAoAiZDVUVJSAAAj3//AAApMuAQEI7GWh2eDU0Mmls/ChssPU40AQMBAkXd8dw=',
  'overlay with restrictions':
    '/DA9AAAAAAAA///wBQb+AA27oAAnAiVDVUVJSAAAkX/NAAANu6APD3Vybjp4Om92ZXJsYXk6MTgAAAAARkP2rg==',
  'several identifiers in one (MID)':
    '/DBkAAAAAAAA///wBQb+AA27oABOAkxDVUVJSAAAkn//AABSZcANOAMMQUJDRDAxMjM0NTZIDh50eXBlPUxBJmR1cj02MDAwMCZwb3M9MCZ0aWVyPTEMCEFERlIBAgMERAEBUB5ljA==',
  'no time, ADI': '/DA9AAAAAAAA///wAQZ/ACsCKUNVRUlIAACUf/8AABt3QAkVQlJFQUs6ZXhhbXBsZS5jb20vYWJjIgEEVNbC5w==',
  EIDR: '/DAzAAAAAAAA///wBQb+AA27oAAdAhtDVUVJSAAAlX+/CgwUePha4QCwaFuPCQEQAQELb9fa',
  heartbeat: '/DAbAAAAAAAA///wAAAACgAIQ1VFSQAAATUVovo9',
};

describe('spliceFromXml (SCTE 35 §11)', () => {
  it.each(Object.entries(SECTIONS))('says of %s in XML what its bytes say', (_name, base64) => {
    const decoded = decodeSpliceInfo(base64);
    const xml = decoded.ok ? encodeSpliceXml(decoded.section) : expect.fail(decoded.error.message);
    expect(spliceFromXml(readXml(xml) ?? expect.fail())).toEqual(readSplice(base64));
  });
  it.each([
    ['base-64', 'jsZaHZ4NTQyaWz8KGyw9Tg==', '8ec65a1d9e0d4d0c9a5b3f0a1b2c3d4e'],
    ['base-64', 'no base64!', '6e6f2062617365363421'],
  ])('reads an identifier in %s: %s', (format, text, hex) => {
    const upid = `<SegmentationUpid segmentationUpidType="12" segmentationUpidFormat="${format}">${text}</SegmentationUpid>`;
    const xml = `<SpliceInfoSection><TimeSignal/><SegmentationDescriptor>${upid}</SegmentationDescriptor></SpliceInfoSection>`;
    expect(spliceFromXml(readXml(xml) ?? expect.fail())?.events[0]?.upids).toEqual([{ type: 12, hex }]);
  });
  it.each([
    ['an Ad-ID that might be hex', 3, 'ABCD00123456', '414243443030313233343536'],
    ['an Ad-ID in hex', 3, '414243443031323334353648', '414243443031323334353648'],
    ['a TID of digits', 7, '123456789012', '313233343536373839303132'],
    ["a user's own number", 1, '1234', '31323334'],
    ['an airing without its zeros', 8, '0x2CA0A18A', '000000002ca0a18a'],
    ['a UUID', 16, '8ec65a1d9e0d4d0c9a5b3f0a1b2c3d4e', '8ec65a1d9e0d4d0c9a5b3f0a1b2c3d4e'],
  ])('reads %s without a format as the bytes that a binary section has of it', (_what, type, text, hex) => {
    const upid = `<SegmentationUpid segmentationUpidType="${type}">${text}</SegmentationUpid>`;
    const xml = `<SpliceInfoSection><TimeSignal/><SegmentationDescriptor segmentationEventId="1">${upid}</SegmentationDescriptor></SpliceInfoSection>`;
    expect(spliceFromXml(readXml(xml) ?? expect.fail())?.events[0]?.upids).toEqual([{ type, hex }]);
    expect(decodeSpliceXml(xml)).toMatchObject({ section: { descriptors: [{ segmentationUpid: hex }] } });
  });

  it('is null where there is no command', () => {
    expect(
      spliceFromXml(readXml('<SpliceInfoSection><AvailDescriptor/></SpliceInfoSection>') ?? expect.fail()),
    ).toBeNull();
  });
});
