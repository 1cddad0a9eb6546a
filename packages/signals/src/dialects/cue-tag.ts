import type { Upid } from '@cutaway/model';
import { parseSpanMs, readCueValues, type CueValues } from './cue-values.js';
import type { Mark } from './mark.js';

/** `"#" *SP "EXT-" ["X-"] name *SP [":" *SP value]`: some packagers ship the blanks of a vendor's manual. */
const TAG =
  /^#\s*EXT-(?:X-)?(CUE-OUT-CONT|CUE-OUT|CUE-IN|CUE-SPAN|CUE-CONT|CUE|OATCLS-SCTE35|SPLICEPOINT-SCTE35|SCTE35|ASSET|SIGNAL-EXIT|SIGNAL-SPAN|SIGNAL-RETURN|PLACEMENT-OPPORTUNITY)(?:\s*:(.*)|\s*)$/i;

const NOTHING = {
  durationMs: null,
  elapsedMs: null,
  id: null,
  payload: null,
  endsByItself: false,
  typeId: null,
  upids: [],
  asset: null,
} as const;

/** One line of a playlist as a mark; null where it is another tag. */
export function parseCueTag(line: string): Mark | null {
  const match = TAG.exec(line);
  if (!match) return null;
  const name = (match[1] ?? '').toUpperCase();
  const text = (match[2] ?? '').trim();
  const values = readCueValues(text);
  return { ...NOTHING, line, ...(READERS[name]?.(values, text) ?? { says: 'section' }) };
}

type Said = Partial<Mark> & Pick<Mark, 'says'>;

const READERS: Readonly<Record<string, (values: CueValues, text: string) => Said>> = {
  'CUE-OUT': (values) => ({ says: 'out', ...common(values), durationMs: lengthOf(values, 0) }),
  'CUE-OUT-CONT': readContinued,
  'CUE-CONT': readContinued,
  'CUE-SPAN': readContinued,
  'SIGNAL-EXIT': (values) => ({ says: 'out', ...common(values), durationMs: lengthOf(values, 0) }),
  'SIGNAL-SPAN': readContinued,
  'CUE-IN': (values) => ({ says: 'in', ...common(values) }),
  'SIGNAL-RETURN': (values) => ({ says: 'in', ...common(values) }),
  'OATCLS-SCTE35': readSection,
  'SPLICEPOINT-SCTE35': readSection,
  CUE: readAdobeCue,
  SCTE35: readScte35,
  ASSET: (_values, text) => ({ says: 'asset', asset: readAsset(text) }),
  'PLACEMENT-OPPORTUNITY': () => ({ says: 'hint' }),
};

function common({ attribute }: CueValues): Partial<Mark> {
  return {
    id: attribute('ID', 'BREAKID', 'EVENTID'),
    payload: attribute('SCTE35', 'CUE'),
    elapsedMs: parseSpanMs(attribute('ELAPSEDTIME', 'ELAPSED', 'AVAIL-DUR-ELAPSED', 'TIMEFROMSIGNAL')),
  };
}

/** The number at a place of the value, else DURATION. */
function lengthOf({ numbers, attribute }: CueValues, at: number): number | null {
  return parseSpanMs(numbers[at]?.toString() ?? attribute('DURATION'));
}

/** `8.308/30`, `8.308`, or attributes. */
function readContinued(values: CueValues): Said {
  const elapsedMs = parseSpanMs(values.numbers[0]?.toString() ?? null);
  const attributes = common(values);
  return {
    says: 'cont',
    ...attributes,
    elapsedMs: elapsedMs ?? attributes.elapsedMs ?? null,
    durationMs: lengthOf(values, 1),
  };
}

function readSection({ attribute }: CueValues, text: string): Said {
  const payload = attribute('CUE', 'SCTE35') ?? text.replace(/^"(.*)"$/, '$1');
  return { says: 'section', payload };
}

/** TYPE="SpliceOut" or "SpliceIn"; a break of this dialect lasts its DURATION. */
function readAdobeCue(values: CueValues): Said {
  const attributes = common(values);
  const isIn = /in$/i.test(values.attribute('TYPE') ?? '');
  const says = isIn ? 'in' : attributes.elapsedMs ? 'cont' : 'out';
  // Here CUE is no payload.
  return { says, ...attributes, payload: null, durationMs: lengthOf(values, 0), endsByItself: true };
}

/** SCTE 35 §12.2: attributes tell what the payload would. */
function readScte35(values: CueValues, text: string): Said {
  const { attribute } = values;
  const out = (attribute('CUE-OUT') ?? '').toUpperCase();
  const isIn = /^YES$/i.test(attribute('CUE-IN') ?? '');
  const says = out === 'YES' ? 'out' : out === 'CONT' ? 'cont' : isIn ? 'in' : 'section';
  const typeId = parseInt(attribute('TYPE') ?? '');
  const attributes = common(values);
  const bare = /^["/_]|^0x|^fc/i.test(text) ? text.replace(/"/g, '') : null;
  return {
    says,
    ...attributes,
    payload: attributes.payload ?? bare,
    durationMs: parseSpanMs(attribute('DURATION')),
    typeId: typeId >= 0 && typeId < 256 ? typeId : null,
    upids: readUpid(attribute('UPID') ?? ''),
  };
}

/** `0x08:0x9425BC`. */
function readUpid(text: string): readonly Upid[] {
  const match = /^0x([\da-f]{1,2}):0x([\da-f]+)$/i.exec(text);
  return match ? [{ type: parseInt(match[1] ?? '', 16), hex: (match[2] ?? '').toLowerCase() }] : [];
}

/** EXT-X-ASSET: attributes for the decision, URL-encoded. */
function readAsset(text: string): Readonly<Record<string, string>> {
  const asset = text.split(',').map((pair): [string, string] => {
    const sign = pair.indexOf('=');
    const value = pair.slice(sign + 1).trim();
    return [sign < 0 ? '' : pair.slice(0, sign).trim(), decode(value.replace(/^"(.*)"$/, '$1'))];
  });
  return Object.fromEntries(asset.filter(([name]) => name !== ''));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text; // a lone percent sign
  }
}
