import type { BreakDuration } from '../break-duration.js';
import type { SpliceCommand } from '../command/splice-command.js';
import type { SpliceInsert } from '../command/splice-insert.js';
import type { ScheduledCancel, ScheduledEvent } from '../command/splice-schedule.js';
import type { SegmentationDescriptor } from '../descriptor/segmentation-descriptor.js';
import type { SpliceDescriptor } from '../descriptor/splice-descriptor.js';
import { encodeSpliceInfo } from '../encode-splice-info.js';
import { utcOfGpsSeconds } from '../gps-time.js';
import type { SpliceInfoInput } from '../splice-info-section.js';
import type { SpliceTime } from '../splice-time.js';
import { toBase64 } from '../text-bytes.js';
import { node, writeXml, type XmlNode } from './write-xml.js';
import { upidToXml } from './upid-to-xml.js';

const NAMESPACE = 'http://www.scte.org/schemas/35';

export interface EncodeXmlOptions {
  /** Spaces a level; 0 (the default) writes one line. */
  readonly indent?: number;
}

/**
 * Writes a section in the XML form of SCTE 35 (schema of 2023). What the form has no words for (an encrypted section, a command of
 * a reserved type, a DVB or malformed descriptor with bytes beyond its syntax) goes as a `Signal` with its `Binary`, so that
 * nothing is lost. Throws a RangeError where the section cannot be encoded.
 */
export function encodeSpliceXml(section: SpliceInfoInput, { indent = 0 }: EncodeXmlOptions = {}): string {
  const bytes = encodeSpliceInfo(section);
  const command = commandToXml(section.spliceCommand);
  const descriptors = (section.descriptors ?? []).map(descriptorToXml);
  if (command === null || section.spliceCommandExtra || descriptors.includes(null)) {
    return writeXml(node('Signal', { xmlns: NAMESPACE }, [node('Binary', {}, toBase64(bytes))]), indent);
  }
  const attributes = {
    xmlns: NAMESPACE,
    sapType: section.sapType ?? 3,
    preRollMilliSeconds: section.preRollMilliSeconds,
    ptsAdjustment: section.ptsAdjustment ?? 0,
    protocolVersion: section.protocolVersion ?? 0,
    tier: section.tier ?? 0xfff,
  };
  const cwIndex = section.cwIndex ?? 0xff;
  const encrypted = cwIndex === 0xff ? null : node('EncryptedPacket', { encryptionAlgorithm: 0, cwIndex });
  return writeXml(node('SpliceInfoSection', attributes, [encrypted, command, ...descriptors]), indent);
}

function commandToXml(command: SpliceCommand): XmlNode | null {
  switch (command.type) {
    case 'splice_null':
      return node('SpliceNull');
    case 'splice_schedule':
      return node('SpliceSchedule', {}, command.events.map(scheduledToXml));
    case 'splice_insert':
      return insertToXml(command);
    case 'time_signal':
      return node('TimeSignal', {}, [timeToXml(command.spliceTime)]);
    case 'bandwidth_reservation':
      return node('BandwidthReservation');
    case 'private_command': {
      const attributes = { identifier: numberOfIdentifier(command.identifier) };
      return node('PrivateCommand', attributes, [node('PrivateBytes', {}, command.hex)]);
    }
    case 'raw':
    case 'encrypted':
      return null;
  }
}

function insertToXml(insert: SpliceInsert): XmlNode {
  const { spliceEventId, spliceEventCancelIndicator } = insert;
  if (insert.spliceEventCancelIndicator) return node('SpliceInsert', { spliceEventId, spliceEventCancelIndicator });
  const { outOfNetworkIndicator, spliceImmediateFlag, eventIdComplianceFlag, uniqueProgramId } = insert;
  const attributes = {
    ...{ spliceEventId, spliceEventCancelIndicator, outOfNetworkIndicator, spliceImmediateFlag },
    ...{ eventIdComplianceFlag, uniqueProgramId, availNum: insert.availNum, availsExpected: insert.availsExpected },
  };
  const inside = (time: SpliceTime | null): XmlNode[] => (time ? [timeToXml(time)] : []);
  const places = insert.components
    ? insert.components.map((one) => node('Component', { componentTag: one.componentTag }, inside(one.spliceTime)))
    : [node('Program', {}, inside(insert.spliceTime))];
  return node('SpliceInsert', attributes, [...places, durationToXml(insert.breakDuration)]);
}

function scheduledToXml(event: ScheduledCancel | ScheduledEvent): XmlNode {
  const { spliceEventId, spliceEventCancelIndicator, eventIdComplianceFlag } = event;
  const head = { spliceEventId, spliceEventCancelIndicator, eventIdComplianceFlag };
  if (event.spliceEventCancelIndicator) return node('Event', head);
  const { outOfNetworkIndicator, uniqueProgramId, availNum, availsExpected, components, utcSpliceTime } = event;
  const attributes = { ...head, outOfNetworkIndicator, uniqueProgramId, availNum, availsExpected };
  const places = components
    ? components.map((one) =>
        node('Component', { componentTag: one.componentTag, utcSpliceTime: utcOfGpsSeconds(one.utcSpliceTime) }),
      )
    : [node('Program', { utcSpliceTime: utcOfGpsSeconds(utcSpliceTime ?? 0) })];
  return node('Event', attributes, [...places, durationToXml(event.breakDuration)]);
}

function timeToXml({ ptsTime }: SpliceTime): XmlNode {
  return node('SpliceTime', { ptsTime });
}

function durationToXml(duration: BreakDuration | null): XmlNode | null {
  return duration && node('BreakDuration', { autoReturn: duration.autoReturn, duration: duration.duration });
}

function descriptorToXml(descriptor: SpliceDescriptor): XmlNode | null {
  if ('extra' in descriptor && descriptor.extra) return null;
  switch (descriptor.type) {
    case 'avail':
      return node('AvailDescriptor', { providerAvailId: descriptor.providerAvailId });
    case 'dtmf':
      return node('DTMFDescriptor', { preroll: descriptor.preroll, chars: descriptor.dtmfChars });
    case 'segmentation':
      return segmentationToXml(descriptor);
    case 'time': {
      const { taiSeconds, taiNs, utcOffset } = descriptor;
      return node('TimeDescriptor', { taiSeconds, taiNs, utcOffset });
    }
    case 'audio':
      return node(
        'AudioDescriptor',
        {},
        descriptor.components.map(({ componentTag, isoCode, bitStreamMode, numChannels, fullSrvcAudio }) =>
          node('AudioChannel', {
            ...{ componentTag, ISOCode: isoCode, BitStreamMode: bitStreamMode },
            ...{ NumChannels: numChannels, FullSrvcAudio: fullSrvcAudio },
          }),
        ),
      );
    case 'dvb_das': {
      const flags = ((descriptor.reserved ?? 0xf0) & 0xf0) | descriptor.equivalentSegmentationType;
      const head = [descriptor.breakNum, descriptor.breaksExpected, flags].map((one) =>
        (one + 256).toString(16).slice(1),
      );
      return privateToXml(descriptor.tag, descriptor.identifier, head.join('') + descriptor.upid);
    }
    case 'raw':
      return descriptor.identifier.length === 4
        ? privateToXml(descriptor.tag, descriptor.identifier, descriptor.hex)
        : null;
  }
}

function privateToXml(descriptorTag: number, identifier: string, hex: string): XmlNode {
  const attributes = { descriptorTag, identifier: numberOfIdentifier(identifier) };
  return node('PrivateDescriptor', attributes, [node('PrivateBytes', {}, hex)]);
}

function numberOfIdentifier(identifier: string): number {
  let value = 0;
  for (let i = 0; i < identifier.length; i++) value = value * 256 + identifier.charCodeAt(i);
  return value;
}

function segmentationToXml(descriptor: SegmentationDescriptor): XmlNode | null {
  const head = {
    segmentationEventId: descriptor.segmentationEventId,
    segmentationEventCancelIndicator: descriptor.segmentationEventCancelIndicator,
    segmentationEventIdComplianceIndicator: descriptor.segmentationEventIdComplianceIndicator,
  };
  if (descriptor.segmentationEventCancelIndicator) return node('SegmentationDescriptor', head);
  // An empty list of components is something else than none, and XML cannot say so.
  if (descriptor.components?.length === 0) return null;
  const { segmentationDuration, segmentationTypeId, segmentNum, segmentsExpected, subSegmentNum } = descriptor;
  const attributes = {
    ...{ ...head, segmentationDuration, segmentationTypeId, segmentNum, segmentsExpected, subSegmentNum },
    subSegmentsExpected: descriptor.subSegmentsExpected,
  };
  const restrictions = descriptor.deliveryRestrictions;
  return node('SegmentationDescriptor', attributes, [
    restrictions ? node('DeliveryRestrictions', { ...restrictions }) : null,
    ...upidToXml(descriptor.segmentationUpidType, descriptor.segmentationUpid),
    ...(descriptor.components ?? []).map(({ componentTag, ptsOffset }) =>
      node('Component', { componentTag, ptsOffset }),
    ),
  ]);
}
