import { mayHaveSubSegments, type SegmentationDescriptor } from '../descriptor/segmentation-descriptor.js';
import type { SpliceDescriptor } from '../descriptor/splice-descriptor.js';
import { privateBytesOf } from './command-from-xml.js';
import type { XmlElement } from './read-xml.js';
import { upidFromXml } from './upid-from-xml.js';
import { childOf, childrenOf, flagOf, identifierOf, numberOf, numberOrNull } from './xml-values.js';

/** null: no descriptor. */
export function descriptorFromXml(element: XmlElement): SpliceDescriptor | null {
  switch (element.name) {
    case 'AvailDescriptor':
      return { type: 'avail', tag: 0, identifier: 'CUEI', providerAvailId: numberOf(element, 'providerAvailId') };
    case 'DTMFDescriptor':
      return {
        type: 'dtmf',
        tag: 1,
        identifier: 'CUEI',
        preroll: numberOf(element, 'preroll', 0),
        dtmfChars: element.attributes['chars'] ?? '',
      };
    case 'SegmentationDescriptor':
      return segmentationFromXml(element);
    case 'TimeDescriptor':
      return {
        type: 'time',
        tag: 3,
        identifier: 'CUEI',
        taiSeconds: numberOf(element, 'taiSeconds'),
        taiNs: numberOf(element, 'taiNs', 0),
        utcOffset: numberOf(element, 'utcOffset', 0),
      };
    case 'AudioDescriptor':
      return {
        type: 'audio',
        tag: 4,
        identifier: 'CUEI',
        components: childrenOf(element, 'AudioChannel').map((channel) => ({
          componentTag: numberOf(channel, 'componentTag'),
          isoCode: channel.attributes['ISOCode'] ?? '',
          bitStreamMode: numberOf(channel, 'BitStreamMode'),
          numChannels: numberOf(channel, 'NumChannels'),
          fullSrvcAudio: flagOf(channel, 'FullSrvcAudio'),
        })),
      };
    case 'PrivateDescriptor':
      return {
        type: 'raw',
        tag: numberOrNull(element, 'descriptorTag') ?? numberOf(element, 'privateTag', 0),
        identifier: identifierOf(numberOf(element, 'identifier')),
        hex: privateBytesOf(element),
      };
    default:
      return null;
  }
}

function segmentationFromXml(element: XmlElement): SegmentationDescriptor {
  // The longer name is a slip of the schema of 2023, and so on air.
  const name = ['segmentationEventIdComplianceIndicator', 'segmentationEventIdComplianceIndicatorbute'].find(
    (one) => element.attributes[one] !== undefined,
  );
  const head = {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId: numberOf(element, 'segmentationEventId'),
    segmentationEventIdComplianceIndicator: name === undefined || flagOf(element, name, true),
  } as const;
  if (flagOf(element, 'segmentationEventCancelIndicator')) return { ...head, segmentationEventCancelIndicator: true };
  const restrictions = childOf(element, 'DeliveryRestrictions');
  const components = childrenOf(element, 'Component');
  const upid = upidFromXml(childrenOf(element, 'SegmentationUpid'));
  return {
    ...head,
    segmentationEventCancelIndicator: false,
    deliveryRestrictions: restrictions && {
      webDeliveryAllowedFlag: flagOf(restrictions, 'webDeliveryAllowedFlag'),
      noRegionalBlackoutFlag: flagOf(restrictions, 'noRegionalBlackoutFlag'),
      archiveAllowedFlag: flagOf(restrictions, 'archiveAllowedFlag'),
      deviceRestrictions: numberOf(restrictions, 'deviceRestrictions', 3),
    },
    components:
      components.length > 0
        ? components.map((one) => ({
            componentTag: numberOf(one, 'componentTag'),
            ptsOffset: numberOf(one, 'ptsOffset', 0),
          }))
        : null,
    segmentationDuration: numberOrNull(element, 'segmentationDuration'),
    segmentationUpidType: upid.type,
    segmentationUpid: upid.hex,
    segmentationTypeId: numberOf(element, 'segmentationTypeId', 0),
    segmentNum: numberOf(element, 'segmentNum', 0),
    segmentsExpected: numberOf(element, 'segmentsExpected', 0),
    ...subSegmentsFromXml(element),
  };
}

/** Both or none; none where the type cannot have them, since some senders write zeros everywhere. */
function subSegmentsFromXml(element: XmlElement) {
  const num = numberOrNull(element, 'subSegmentNum');
  const expected = numberOrNull(element, 'subSegmentsExpected');
  if ((num === null && expected === null) || !mayHaveSubSegments(numberOf(element, 'segmentationTypeId', 0))) return {};
  return { subSegmentNum: num ?? 0, subSegmentsExpected: expected ?? 0 };
}
