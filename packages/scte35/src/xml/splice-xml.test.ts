import { describe, expect, it } from 'vitest';
import { decodeSpliceInfo, decodeSpliceXml, encodeSpliceInfo, encodeSpliceXml, toBase64 } from '../index.js';
import type { SpliceInfoSection } from '../index.js';
import { SAMPLES } from '../sample-sections.js';

function decoded(result: ReturnType<typeof decodeSpliceInfo>): SpliceInfoSection {
  if (!result.ok) throw new Error(result.error.message);
  return result.section;
}

const segmentationOf = (upid: string, attributes = '', tag = '') =>
  decoded(
    decodeSpliceXml(
      `<SpliceInfoSection><TimeSignal/><SegmentationDescriptor segmentationEventId="1" ${attributes}>${tag}${upid}</SegmentationDescriptor></SpliceInfoSection>`,
    ),
  ).descriptors[0];

describe('the XML form (SCTE 35 §11, schema of 2023)', () => {
  it.each(SAMPLES)('goes there and back to the same bytes: %s', (_name, text) => {
    const section = decoded(decodeSpliceInfo(text));
    const xml = encodeSpliceXml(section, { indent: 2 });
    const back = decoded(decodeSpliceXml(xml));
    // The form has no words for an old encoder's command length and for stuffing.
    const plain = { ...section, alignmentStuffing: '', spliceCommandLength: 0 };
    expect(toBase64(encodeSpliceInfo(back))).toBe(
      toBase64(encodeSpliceInfo(section.encryptedPacket ? section : plain)),
    );
    expect(encodeSpliceXml(section)).not.toContain('\n');
  });

  it('says it in the words of the schema', () => {
    const section = decoded(decodeSpliceInfo('/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo='));
    expect(encodeSpliceXml(section, { indent: 2 })).toBe(
      `<SpliceInfoSection xmlns="http://www.scte.org/schemas/35" sapType="3" ptsAdjustment="0" protocolVersion="0" tier="4095">
  <SpliceInsert spliceEventId="1207959695" spliceEventCancelIndicator="false" outOfNetworkIndicator="true" spliceImmediateFlag="false" eventIdComplianceFlag="true" uniqueProgramId="0" availNum="0" availsExpected="0">
    <Program>
      <SpliceTime ptsTime="1936310318"/>
    </Program>
    <BreakDuration autoReturn="true" duration="5426421"/>
  </SpliceInsert>
  <AvailDescriptor providerAvailId="309"/>
</SpliceInfoSection>`,
    );
  });

  it.each([
    ['a prefix', 'xmlns:s="http://www.scte.org/schemas/35/2016"', 's:', ''],
    ['the namespace of 2014 as the default', 'xmlns="http://www.scte.org/schemas/35/2014SCTE35.xsd"', '', ''],
    ['the scheme as a namespace', 'xmlns="urn:scte:scte35:2013:xml"', '', ''],
    ['prefixed attributes', 'xmlns:scte35="http://www.scte.org/schemas/35"', 'scte35:', 'scte35:'],
  ])('tolerates %s', (_what, namespace, tag, attribute) => {
    const xml = `<?xml version="1.0"?><!-- OUT --><MPD><Event><${tag}Signal ${namespace}>
      <${tag}SpliceInfoSection ${attribute}ptsAdjustment='207000' ${attribute}duration="1" ${attribute}protocolVersion="0">
        <${tag}SpliceInsert ${attribute}spliceEventId="7" ${attribute}outOfNetworkIndicator="1" ${attribute}uniqueProgramId="1">
          <${tag}Program><${tag}SpliceTime ${attribute}ptsTime="900000"></${tag}SpliceTime></${tag}Program>
          <${tag}BreakDuration ${attribute}autoReturn="TRUE" ${attribute}duration="2700000"/>
        </${tag}SpliceInsert></${tag}SpliceInfoSection></${tag}Signal></Event></MPD>`;
    expect(decoded(decodeSpliceXml(xml))).toMatchObject({
      ptsAdjustment: 207_000,
      crc: { status: 'absent' },
      spliceCommand: {
        spliceEventId: 7,
        outOfNetworkIndicator: true,
        spliceTime: { ptsTime: 900_000 },
        breakDuration: { autoReturn: true, duration: 2_700_000 },
      },
    });
  });

  it('takes a Binary in a Signal', () => {
    const [, text] = SAMPLES[0] ?? ['', ''];
    const xml = `<Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary signalType="x">\n  ${text}\n</Binary></Signal>`;
    expect(decodeSpliceXml(xml)).toEqual(decodeSpliceInfo(text));
  });

  it.each([
    [
      'text',
      '<SegmentationUpid segmentationUpidType="9" segmentationUpidFormat="text">SIGNAL:a&amp;b</SegmentationUpid>',
      '5349474e414c3a612662',
    ],
    [
      'hexbinary',
      '<SegmentationUpid segmentationUpidType="3" segmentationUpidFormat="hexbinary">414243443031323334353648</SegmentationUpid>',
      '414243443031323334353648',
    ],
    [
      'base-64',
      '<SegmentationUpid segmentationUpidType="15" segmentationUpidFormat="base-64">dXJuOng=</SegmentationUpid>',
      '75726e3a78',
    ],
    [
      'text without a format',
      '<SegmentationUpid segmentationUpidType="3">ABCD0123456H</SegmentationUpid>',
      '414243443031323334353648',
    ],
    [
      'hex without a format',
      '<SegmentationUpid segmentationUpidType="8">000000002CA0A18A</SegmentationUpid>',
      '000000002ca0a18a',
    ],
    [
      'an EIDR as people write it',
      '<SegmentationUpid segmentationUpidType="10">10.5240/F85A-E100-B068-5B8F-0901-K</SegmentationUpid>',
      '1478f85ae100b0685b8f0901',
    ],
    [
      'private data after its format identifier',
      '<SegmentationUpid segmentationUpidType="12" formatIdentifier="1331055705" segmentationUpidFormat="hexbinary">73</SegmentationUpid>',
      '4f564c5973',
    ],
    [
      'all of an MPU with its format identifier',
      '<SegmentationUpid segmentationUpidType="12" formatIdentifier="1331055705" segmentationUpidFormat="hexbinary">4f564c5973</SegmentationUpid>',
      '4f564c5973',
    ],
  ])('UPID: %s', (_what, xml, hex) => {
    expect(segmentationOf(xml)).toMatchObject({ segmentationUpid: hex });
  });

  it('two UPIDs are a MID', () => {
    const one = '<SegmentationUpid segmentationUpidType="14">a=1</SegmentationUpid>';
    expect(segmentationOf(one + one)).toMatchObject({
      segmentationUpidType: 13,
      segmentationUpid: '0e03613d310e03613d31',
    });
  });

  it("knows the schema's slip in a name, and drops sub-segments where the type has none", () => {
    const attributes =
      'segmentationEventIdComplianceIndicatorbute="0" segmentationTypeId="53" subSegmentNum="0" subSegmentsExpected="0"';
    expect(segmentationOf('', attributes)).toMatchObject({
      segmentationEventIdComplianceIndicator: false,
      segmentationTypeId: 0x35,
      subSegmentNum: null,
    });
  });

  it.each([
    '',
    'hello',
    '<a>',
    '</a>',
    '<a></b>',
    '<!-- ',
    '<a b="',
    '<SpliceInfoSection/>',
    '<SpliceInfoSection><EncryptedPacket/></SpliceInfoSection>',
    '<SpliceInfoSection><SpliceInsert/></SpliceInfoSection>',
    '<SpliceInfoSection><SpliceInsert spliceEventId="x"/></SpliceInfoSection>',
    '<SpliceInfoSection><SpliceInsert spliceEventId="-1"/></SpliceInfoSection>',
    '<SpliceInfoSection><SpliceInsert spliceEventId="1" outOfNetworkIndicator="maybe"/></SpliceInfoSection>',
    '<Binary>nonsense</Binary>',
    '<a>'.repeat(100_000),
    '<!--'.repeat(100_000),
    '<a b="'.repeat(100_000),
  ])('answers %.60j with an error and does not throw', (xml) => {
    expect(decodeSpliceXml(xml)).toMatchObject({
      ok: false,
      error: { name: 'SIGNAL_UNREADABLE', message: expect.stringMatching(/^Cannot .+ expected /) as string },
    });
  });
});
