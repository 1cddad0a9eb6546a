import type { SpliceInfoSection } from '@cutaway/scte35';
import { describeSection } from './describe-section.js';
import { cleanText } from './inspect/what-came.js';

/** Fields that say nothing to a person unless they are not as usual. */
const USUAL: Readonly<Record<string, unknown>> = {
  'crc.status': 'valid',
  sapType: 3,
  protocolVersion: 0,
  encryptedPacket: false,
  encryptionAlgorithm: 0,
  cwIndex: 255,
  spliceCommandExtra: '',
  alignmentStuffing: '',
  tier: 0xfff,
  ptsAdjustment: 0,
};

/** A section for a person: a field a line, `name  value`, what belongs together under its own heading. */
export function tableOf(section: Partial<SpliceInfoSection>, warnings: readonly string[]): string {
  const {
    spliceCommand,
    descriptors = [],
    ...rest
  } = describeSection(section) as Fields & {
    readonly spliceCommand?: Fields;
    readonly descriptors?: readonly Fields[];
  };
  const groups: [string, Fields][] = [
    [`splice_info_section  CRC ${section.crc?.status ?? 'unread'}`, rest],
    ...(spliceCommand ? [[String(spliceCommand['type']), spliceCommand] as [string, Fields]] : []),
    ...descriptors.map((one): [string, Fields] => [`${String(one['type'])} descriptor`, one]),
  ];
  const rows = groups.map(([heading, fields]) => [heading, rowsOf(fields, '')] as const);
  const width = Math.max(...rows.flatMap(([, own]) => own.map(([name]) => name.length)), 0);
  const lines = rows.flatMap(([heading, own]) => [
    heading,
    ...own.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
  ]);
  // Texts of any field are the sender's own: nobody's bytes steer the terminal.
  return [...lines, ...warnings.map((warning) => `warning: ${warning}`)].map(cleanText).join('\n');
}

type Fields = Readonly<Record<string, unknown>>;
type Row = readonly [name: string, value: string];

/** Hex and name of ids, seconds of ticks, text of UPIDs: each on the line of its field. */
function rowsOf(fields: Fields, path: string): Row[] {
  return Object.entries(fields).flatMap(([name, value]): Row[] => {
    const whole = path + name;
    if (value === null || USUAL[whole] === value || /^(type|tag|identifier)$/.test(whole)) return [];
    if (/(Seconds|Name|Text|Members)$/.test(name) && name.replace(/(Seconds|Name|Text|Members)$/, '') !== name)
      return [];
    if (Array.isArray(value)) {
      return value.flatMap((one: unknown, index) => rowsOf({ [`${name}[${index}]`]: one }, path));
    }
    if (typeof value === 'object') return rowsOf(value as Fields, `${whole}.`);
    return [[whole, `${shown(name, value)}${noteOf(fields, name)}`]];
  });
}

function shown(name: string, value: unknown): string {
  const isId = typeof value === 'number' && /(EventId|TypeId|UpidType|CommandType|providerAvailId)$/.test(name);
  return isId ? `${value} (0x${value.toString(16).toUpperCase()})` : String(value);
}

function noteOf(fields: Fields, name: string): string {
  const seconds = fields[`${name}Seconds`];
  const text = fields[`${name}Text`];
  const kind = fields[name === 'segmentationUpidType' ? 'segmentationUpidName' : name.replace(/Id$/, 'Name')];
  return [
    typeof seconds === 'number' ? `  ${seconds} s` : '',
    typeof text === 'string' ? `  ${text}` : '',
    typeof kind === 'string' && /Type/.test(name) ? `  ${kind}` : '',
  ].join('');
}
