import { readUpid, segmentationTypeOf, utcOfGpsSeconds, type SpliceInfoSection, type Upid } from '@cutaway/scte35';

/** 90 kHz fields of the standard that people want in seconds, too. */
const TICK_FIELDS = ['ptsAdjustment', 'ptsTime', 'ptsOffset', 'duration', 'segmentationDuration'];

type Pairs = [string, unknown][];

/**
 * A section for JSON: all of its fields, so that it can be encoded again, and beside them 90 kHz times in `…Seconds`, types by their
 * `…Name`, UPIDs by their `…Text` and splice_schedule times as UTC.
 */
export function describeSection(section: Partial<SpliceInfoSection>): unknown {
  return describe(section);
}

function describe(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(fields).flatMap(([name, inner]) => beside(name, inner, fields)));
}

function beside(name: string, value: unknown, fields: Readonly<Record<string, unknown>>): Pairs {
  if (typeof value === 'number') return [[name, value], ...besideNumber(name, value)];
  if (name === 'segmentationUpid' && typeof value === 'string') {
    return [[name, value], ...besideUpid(readUpid(Number(fields['segmentationUpidType']), value))];
  }
  return [[name, describe(value)]];
}

function besideNumber(name: string, value: number): Pairs {
  if (TICK_FIELDS.includes(name)) return [[`${name}Seconds`, Math.round((value / 90_000) * 1e6) / 1e6]];
  if (name === 'utcSpliceTime') return [[`${name}Text`, utcOfGpsSeconds(value)]];
  if (name === 'segmentationTypeId') return [['segmentationTypeName', segmentationTypeOf(value)?.name ?? 'Reserved']];
  return [];
}

function besideUpid({ type, name, text, members }: Upid): Pairs {
  const pairs: Pairs = type === 0 ? [] : [['segmentationUpidName', name]];
  if (text !== null) pairs.push(['segmentationUpidText', text]);
  if (members) pairs.push(['segmentationUpidMembers', members.map(describeMember)]);
  return pairs;
}

function describeMember({ type, name, hex, text, members }: Upid): unknown {
  return { type, name, hex, ...(text !== null && { text }), ...(members && { members: members.map(describeMember) }) };
}
