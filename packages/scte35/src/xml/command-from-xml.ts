import type { BreakDuration } from '../break-duration.js';
import type { SpliceCommand } from '../command/splice-command.js';
import type { SpliceInsert } from '../command/splice-insert.js';
import type { SpliceSchedule } from '../command/splice-schedule.js';
import { gpsSecondsOfUtc } from '../gps-time.js';
import type { SpliceTime } from '../splice-time.js';
import type { XmlElement } from './read-xml.js';
import { childOf, childrenOf, flagOf, identifierOf, numberOf, numberOrNull } from './xml-values.js';

/** null: no command. */
export function commandFromXml(element: XmlElement): SpliceCommand | null {
  switch (element.name) {
    case 'SpliceNull':
      return { type: 'splice_null' };
    case 'SpliceSchedule':
      return { type: 'splice_schedule', events: childrenOf(element, 'Event').map(scheduledFromXml) };
    case 'SpliceInsert':
      return insertFromXml(element);
    case 'TimeSignal':
      return { type: 'time_signal', spliceTime: timeFromXml(element) ?? { ptsTime: null } };
    case 'BandwidthReservation':
      return { type: 'bandwidth_reservation' };
    case 'PrivateCommand':
      return {
        type: 'private_command',
        identifier: identifierOf(numberOf(element, 'identifier')),
        hex: privateBytesOf(element),
      };
    default:
      return null;
  }
}

/** As text of the element, or of a child of its own. */
export function privateBytesOf(element: XmlElement): string {
  const text = childOf(element, 'PrivateBytes')?.text ?? element.text;
  return text.replace(/\s/g, '').replace(/^0x/i, '').toLowerCase();
}

function insertFromXml(element: XmlElement): SpliceInsert {
  const head = { type: 'splice_insert', spliceEventId: numberOf(element, 'spliceEventId') } as const;
  if (flagOf(element, 'spliceEventCancelIndicator')) return { ...head, spliceEventCancelIndicator: true };
  const isImmediate = flagOf(element, 'spliceImmediateFlag');
  const program = childOf(element, 'Program');
  const components = program ? [] : childrenOf(element, 'Component');
  const timeOf = (inside: XmlElement): SpliceTime | null =>
    isImmediate ? null : (timeFromXml(inside) ?? { ptsTime: null });
  return {
    ...head,
    spliceEventCancelIndicator: false,
    outOfNetworkIndicator: flagOf(element, 'outOfNetworkIndicator'),
    spliceImmediateFlag: isImmediate,
    eventIdComplianceFlag: flagOf(element, 'eventIdComplianceFlag', true),
    spliceTime: components.length > 0 ? null : timeOf(program ?? element),
    components:
      components.length > 0
        ? components.map((one) => ({ componentTag: numberOf(one, 'componentTag'), spliceTime: timeOf(one) }))
        : null,
    breakDuration: durationFromXml(element),
    ...availsFromXml(element),
  };
}

function scheduledFromXml(element: XmlElement): SpliceSchedule['events'][number] {
  const spliceEventId = numberOf(element, 'spliceEventId');
  const eventIdComplianceFlag = flagOf(element, 'eventIdComplianceFlag', true);
  if (flagOf(element, 'spliceEventCancelIndicator')) {
    return { spliceEventId, spliceEventCancelIndicator: true, eventIdComplianceFlag };
  }
  const program = childOf(element, 'Program');
  return {
    spliceEventId,
    spliceEventCancelIndicator: false,
    eventIdComplianceFlag,
    outOfNetworkIndicator: flagOf(element, 'outOfNetworkIndicator'),
    utcSpliceTime: program && utcFromXml(program),
    components: program
      ? null
      : childrenOf(element, 'Component').map((one) => ({
          componentTag: numberOf(one, 'componentTag'),
          utcSpliceTime: utcFromXml(one),
        })),
    breakDuration: durationFromXml(element),
    ...availsFromXml(element),
  };
}

function utcFromXml(element: XmlElement): number {
  const text = element.attributes['utcSpliceTime'] ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : gpsSecondsOfUtc(text);
  if (!Number.isFinite(seconds)) throw new RangeError(`utcSpliceTime is "${text}", expected an xsd:dateTime`);
  return seconds;
}

/** `<SpliceTime ptsTime>`; without a ptsTime the time is not specified. */
function timeFromXml(element: XmlElement): SpliceTime | null {
  const time = childOf(element, 'SpliceTime');
  return time && { ptsTime: numberOrNull(time, 'ptsTime') };
}

function durationFromXml(element: XmlElement): BreakDuration | null {
  const duration = childOf(element, 'BreakDuration');
  return duration && { autoReturn: flagOf(duration, 'autoReturn'), duration: numberOf(duration, 'duration') };
}

function availsFromXml(element: XmlElement) {
  return {
    uniqueProgramId: numberOf(element, 'uniqueProgramId', 0),
    availNum: numberOf(element, 'availNum', 0),
    availsExpected: numberOf(element, 'availsExpected', 0),
  };
}
