import type { Cause } from '@cutaway/model';
import type { Splice } from '@cutaway/scte35';
import { eventsOf } from '../date-range.js';
import type { Mark } from './mark.js';

/** A section that a group carries. */
export interface Section {
  readonly payload: string;
  readonly splice: Splice;
}

/** All marks before one segment, as one: packagers write several dialects for one break. */
export interface MarkerGroup {
  /** An end and a start may share a place; the end is first. */
  readonly isIn: boolean;
  readonly isOut: boolean;
  readonly isCont: boolean;
  /** True where only a section says that a break starts. */
  readonly isOutBySection: boolean;
  /** True where only a section, or a TYPE, says that one ends. */
  readonly isInBySection: boolean;
  readonly isHint: boolean;
  /** What the tags say; the longest. */
  readonly durationMs: number | null;
  /** The other lengths. */
  readonly otherMs: readonly number[];
  readonly elapsedMs: number | null;
  readonly ids: readonly string[];
  readonly endsByItself: boolean;
  /** The section that opens a break, else what the tags say of one. */
  readonly opening: Section | null;
  readonly closing: Section | null;
  readonly sections: readonly Section[];
  /** The event that the opening section leads with. */
  readonly eventId: number | null;
  readonly typeId: number | null;
  readonly upids: Mark['upids'];
  readonly asset: Mark['asset'];
  readonly evidence: string;
  readonly causes: readonly Cause[];
}

/** Starts that a TYPE attribute may name; the end has the next number. */
const isStartType = (typeId: number | null): boolean =>
  typeId !== null && [0x22, 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44, 0x46].includes(typeId);

/** `read`: gives a section of its text, from a store where there is one. */
export function groupMarks(marks: readonly Mark[], read: (text: string) => Splice | string): MarkerGroup {
  const causes: Cause[] = [];
  const sections: Section[] = [];
  for (const { payload } of marks) {
    if (payload === null || sections.some((one) => one.payload === payload)) continue;
    const splice = read(payload);
    if (typeof splice !== 'string') sections.push({ payload, splice });
    else causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail: `${payload.slice(0, 80)}: ${splice}` });
  }
  const has = (says: Mark['says']): boolean => marks.some((mark) => mark.says === says);
  const isPlain = !has('out') && !has('cont') && !has('in');
  const typeId = first(marks, 'typeId');
  const opening = sections.find(({ splice }) => eventsOf(splice, 'start').length > 0) ?? null;
  const closing = sections.find(({ splice }) => eventsOf(splice, 'end').length > 0) ?? null;
  const untold = isPlain && sections.length === 0;
  const isOutBySection = (isPlain && opening !== null) || (untold && isStartType(typeId));
  const isInBySection = (isPlain && closing !== null) || (untold && typeId !== null && isStartType(typeId - 1));
  const lengths = marks.flatMap(({ says, durationMs }) =>
    durationMs === null || durationMs === 0 || says === 'in' ? [] : [durationMs],
  );
  const [durationMs = null, ...otherMs] = [...new Set(lengths)].sort((a, b) => b - a);
  return {
    isIn: has('in') || isInBySection,
    isOut: has('out') || isOutBySection,
    isCont: has('cont'),
    isOutBySection,
    isInBySection,
    isHint: has('hint'),
    durationMs,
    otherMs,
    elapsedMs: first(marks, 'elapsedMs'),
    ids: marks.flatMap(({ id }) => (id === null ? [] : [id])),
    endsByItself:
      !isPlain && marks.every(({ says, endsByItself }) => endsByItself || says === 'asset' || says === 'section'),
    opening,
    closing,
    sections,
    eventId: (opening && eventsOf(opening.splice, 'start')[0]?.eventId) ?? null,
    typeId,
    upids: marks.find(({ upids }) => upids.length > 0)?.upids ?? [],
    asset: marks.reduce<Mark['asset']>((all, { asset }) => (asset ? { ...all, ...asset } : all), null),
    evidence: marks.map(({ line }) => line).join('\n'),
    causes,
  };
}

function first<Field extends 'typeId' | 'elapsedMs'>(marks: readonly Mark[], field: Field): Mark[Field] {
  return marks.find((mark) => mark[field] !== null)?.[field] ?? null;
}
