import type { SpliceInfoSection } from '@cutaway/scte35';

/** 90 kHz fields of the standard that people want in seconds, too. */
const TICK_FIELDS = ['ptsAdjustment', 'ptsTime', 'ptsOffset', 'duration', 'segmentationDuration'];

/** A section for JSON: 90 kHz times stay and get `…Seconds` beside them, a UPID that is text gets `…Text`. */
export function describeSection(section: SpliceInfoSection): unknown {
  return describe(section);
}

function describe(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => beside(name, inner)));
}

function beside(name: string, value: unknown): [string, unknown][] {
  if (typeof value === 'number' && TICK_FIELDS.includes(name)) {
    return [
      [name, value],
      [`${name}Seconds`, Math.round((value / 90_000) * 1e6) / 1e6],
    ];
  }
  if (name === 'segmentationUpid' && typeof value === 'string') {
    const text = Buffer.from(value, 'hex').toString('latin1');
    const isText = /^[\x20-\x7e]+$/.test(text);
    return isText
      ? [
          [name, value],
          [`${name}Text`, text],
        ]
      : [[name, value]];
  }
  return [[name, describe(value)]];
}
