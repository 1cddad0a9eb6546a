import { parseTime } from '../parse-time.js';

/** A kind of text, with what it must look like and how a sentence says so. */
interface Kind {
  readonly isFit: (text: string) => boolean;
  readonly wanted: string;
}

const TIME = /^\d{2,}:[0-5]\d:[0-5]\d(\.\d{1,3})?$/;
const PERCENT = /^(100(\.0+)?|\d{1,2}(\.\d+)?)%$/;
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);
const oneOf = (...words: readonly string[]): Kind => ({
  isFit: (text) => words.includes(text),
  wanted: words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`,
});

export const KINDS = {
  text: { isFit: () => true, wanted: 'text' },
  url: { isFit: () => true, wanted: 'a URL' },
  // xs:boolean
  flag: { isFit: matches(/^(true|false|1|0)$/), wanted: 'true or false' },
  whole: { isFit: matches(/^\d+$/), wanted: 'a whole number' },
  ordinal: { isFit: matches(/^0*[1-9]\d*$/), wanted: 'a whole number from 1' },
  number: { isFit: matches(/^\d+(\.\d+)?$/), wanted: 'a number' },
  time: { isFit: matches(TIME), wanted: 'HH:MM:SS or HH:MM:SS.mmm' },
  offset: { isFit: (text) => TIME.test(text) || PERCENT.test(text), wanted: 'HH:MM:SS, HH:MM:SS.mmm or n%' },
  currency: { isFit: matches(/^[A-Za-z]{3}$/), wanted: 'three letters of ISO 4217' },
  model: { isFit: matches(/^(cpm|cpc|cpe|cpv)$/i), wanted: 'one of CPM, CPC, CPE, CPV' },
  mime: { isFit: matches(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/), wanted: 'a MIME type like video/mp4' },
  delivery: oneOf('progressive', 'streaming'),
  adType: oneOf('video', 'audio', 'hybrid'),
  required: oneOf('all', 'any', 'none'),
  rendering: oneOf('default', 'end-card', 'concurrent'),
  placeX: { isFit: matches(/^(\d+|left|right)$/), wanted: 'pixels, left or right' },
  placeY: { isFit: matches(/^(\d+|top|bottom)$/), wanted: 'pixels, top or bottom' },
  fileType: oneOf('2D', '3D', '360'),
  timeOffset: {
    isFit: (text) => /^(start|end|#[1-9]\d*)$/.test(text) || TIME.test(text) || PERCENT.test(text),
    wanted: 'HH:MM:SS(.mmm), n%, start, end or #n',
  },
  breakType: {
    isFit: (text) => text.split(',').every((word) => /^(linear|nonlinear|display)$/.test(word.trim())),
    wanted: 'linear, nonlinear, display, with commas between several',
  },
  vmapEvent: oneOf('breakStart', 'breakEnd', 'error'),
} as const satisfies Readonly<Record<string, Kind>>;

export type ValueKind = keyof typeof KINDS;

/** Milliseconds of an offset of a creative; null: it is none, or a share of a duration that nobody knows. */
export function offsetMs(text: string, durationMs: number | null): number | null {
  const share = /^([\d.]+)%$/.exec(text.trim());
  if (!share) return parseTime(text);
  return durationMs === null ? null : (Number(share[1]) / 100) * durationMs;
}
