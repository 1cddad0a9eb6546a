import type { SpliceInfoInput } from '@cutaway/scte35';
import { Complaint } from './complaint.js';

type Fields = Readonly<Record<string, unknown>>;

const COMMANDS: Readonly<Record<number, string>> = {
  0x00: 'splice_null',
  0x04: 'splice_schedule',
  0x05: 'splice_insert',
  0x06: 'time_signal',
  0x07: 'bandwidth_reservation',
  0xff: 'private_command',
};
const DESCRIPTORS = ['avail', 'dtmf', 'segmentation', 'time', 'audio'];

/**
 * The JSON that `cutaway scte35` prints, or one written by hand with only what matters: types may be told by the numbers of the
 * standard, and fields that have a usual value may be left out. Throws a Complaint that names what is wrong.
 */
export function sectionFromJson(text: string): SpliceInfoInput {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw complaint(`it is ${shorten(text)}`, 'a JSON object');
  }
  const section = objectOf(value, 'it');
  if (typeof section['error'] === 'string') throw complaint(`it holds the error "${section['error']}"`, 'a section');
  const spliceCommand = commandOf(section);
  const descriptors = listOf(section['descriptors'] ?? [], 'descriptors').map(descriptorOf);
  // The encoder looks at each value and names the one that does not fit.
  return { ...section, spliceCommand, descriptors } as unknown as SpliceInfoInput;
}

function commandOf(section: Fields): Fields {
  const number = section['spliceCommandType'];
  const command = objectOf(section['spliceCommand'] ?? {}, 'spliceCommand');
  const type = command['type'] ?? (typeof number === 'number' ? (COMMANDS[number] ?? 'raw') : undefined);
  const head = { ...command, type };
  switch (type) {
    case 'splice_null':
    case 'bandwidth_reservation':
      return head;
    case 'time_signal':
      return { ...head, spliceTime: timeOf(command['spliceTime'] ?? {}) };
    case 'splice_insert':
      return { ...head, ...insertOf(command) };
    case 'splice_schedule':
      return { ...head, events: listOf(command['events'], 'events').map(scheduledOf) };
    case 'private_command':
      return { ...head, identifier: textOf(command, 'identifier'), hex: textOf(command, 'hex', '') };
    case 'raw':
      return { ...head, spliceCommandType: command['spliceCommandType'] ?? number, hex: textOf(command, 'hex', '') };
    case 'encrypted':
      return { ...head, hex: textOf(command, 'hex') };
    default:
      throw complaint(`spliceCommandType is ${shown(number)} and type is ${shown(type)}`, 'a command of the standard');
  }
}

function insertOf(insert: Fields): Fields {
  const isImmediate = insert['spliceImmediateFlag'] === true;
  const components = insert['components'] ?? null;
  const timeUnlessImmediate = (time: unknown): unknown => (isImmediate ? null : timeOf(time ?? {}));
  return {
    ...eventOf(insert),
    spliceImmediateFlag: isImmediate,
    spliceTime: components === null ? timeUnlessImmediate(insert['spliceTime']) : null,
    components:
      components &&
      listOf(components, 'components').map((one) => {
        const component = objectOf(one, 'component');
        return { ...component, spliceTime: timeUnlessImmediate(component['spliceTime']) };
      }),
  };
}

function scheduledOf(value: unknown): Fields {
  const event = objectOf(value, 'event');
  const components = event['components'] ?? null;
  return {
    ...event,
    ...eventOf(event),
    utcSpliceTime: event['utcSpliceTime'] ?? null,
    components: components && listOf(components, 'components').map((one) => objectOf(one, 'component')),
  };
}

/** What events of splice_insert and splice_schedule have in common. */
function eventOf(event: Fields): Fields {
  const duration = event['breakDuration'] ?? null;
  return {
    spliceEventCancelIndicator: event['spliceEventCancelIndicator'] === true,
    outOfNetworkIndicator: event['outOfNetworkIndicator'] === true,
    breakDuration: duration && objectOf(duration, 'breakDuration'),
    uniqueProgramId: event['uniqueProgramId'] ?? 0,
    availNum: event['availNum'] ?? 0,
    availsExpected: event['availsExpected'] ?? 0,
  };
}

function timeOf(value: unknown): Fields {
  const time = objectOf(value, 'spliceTime');
  return { ...time, ptsTime: time['ptsTime'] ?? null };
}

function descriptorOf(value: unknown): Fields {
  const descriptor = objectOf(value, 'descriptor');
  const tag =
    descriptor['tag'] ?? descriptor['spliceDescriptorTag'] ?? ('segmentationEventId' in descriptor ? 2 : null);
  const type = descriptor['type'] ?? DESCRIPTORS[Number(tag)] ?? 'raw';
  const identifier = descriptor['identifier'] ?? 'CUEI';
  const head = { ...descriptor, type, tag: tag ?? DESCRIPTORS.findIndex((one) => one === type), identifier };
  if (typeof identifier !== 'string') throw complaint(`identifier is ${shown(identifier)}`, 'four characters');
  switch (type) {
    case 'segmentation':
      return { ...head, ...segmentationOf(descriptor) };
    case 'dtmf':
      return { ...head, dtmfChars: textOf(descriptor, 'dtmfChars', '') };
    case 'audio':
      return { ...head, components: listOf(descriptor['components'], 'components').map(audioOf) };
    case 'dvb_das':
      return { ...head, tag: 0xf0, identifier: 'DVB_', upid: textOf(descriptor, 'upid', '') };
    case 'avail':
    case 'time':
      return head;
    case 'raw':
      return { ...head, hex: textOf(descriptor, 'hex', '') };
    default:
      throw complaint(`descriptor type is ${shown(type)}`, 'one of the standard, or raw');
  }
}

function segmentationOf(descriptor: Fields): Fields {
  const components = descriptor['components'] ?? null;
  const restrictions = descriptor['deliveryRestrictions'] ?? null;
  return {
    segmentationEventCancelIndicator: descriptor['segmentationEventCancelIndicator'] === true,
    deliveryRestrictions: restrictions && objectOf(restrictions, 'deliveryRestrictions'),
    components: components && listOf(components, 'components').map((one) => objectOf(one, 'component')),
    segmentationDuration: descriptor['segmentationDuration'] ?? null,
    segmentationUpidType: descriptor['segmentationUpidType'] ?? 0,
    segmentationUpid: textOf(descriptor, 'segmentationUpid', ''),
    segmentNum: descriptor['segmentNum'] ?? 0,
    segmentsExpected: descriptor['segmentsExpected'] ?? 0,
  };
}

function audioOf(value: unknown): Fields {
  const component = objectOf(value, 'component');
  return { ...component, isoCode: textOf(component, 'isoCode') };
}

function objectOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw complaint(`${name} is ${shown(value)}`, 'an object');
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw complaint(`${name} is ${shown(value)}`, 'a list');
}

function textOf(fields: Fields, name: string, absent?: string): string {
  const value = fields[name] ?? absent;
  if (typeof value === 'string') return value;
  throw complaint(`${name} is ${shown(value)}`, 'text');
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text || 'empty';
}

function complaint(now: string, wanted: string): Complaint {
  return new Complaint(`Cannot read JSON of a section: ${now}, expected ${wanted}`);
}
