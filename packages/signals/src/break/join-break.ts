import type { BreakOptions } from './break-options.js';
import type { BreakRecord, StartSignal, Voice } from './breaks-state.js';
import { holds, isOtherLevel, rankOf, relate, type Relation } from './nesting.js';
import { restate } from './restate.js';

/**
 * Another voice for a break that is known: the same avail in other words, a spot inside it, or what is around it. Where what is
 * nested is rather to be replaced than what holds it, it takes the break over, until the break begins. null: it is none of these.
 */
export function joinBreak(
  records: readonly BreakRecord[],
  start: StartSignal,
  options: BreakOptions,
): readonly BreakRecord[] | null {
  // Another occurrence of a key is a spot beside its other spots, else another break.
  const isOwn = (record: BreakRecord): boolean =>
    record.voices.some(
      (voice) =>
        voice.key === start.key &&
        voice.carrier === start.carrier &&
        voice.role !== 'part' &&
        !isOtherLevel(voice, start),
    );
  const related = records.map((record) => (isOwn(record) ? null : relate(record, start, options)));
  const find = (relation: Relation): BreakRecord | undefined => records[related.indexOf(relation)];
  const rank = rankOf(start, options);
  const replace = (target: BreakRecord, voices: readonly Voice[]): readonly BreakRecord[] =>
    records.map((record) => (record === target ? restate(record, voices, options) : record));

  const same = find('same');
  if (same) return replace(same, [...same.voices, { ...start, role: 'whole' }]);

  const outer = find('inside');
  if (outer) {
    const isTaken = outer.phase === 'announced' && rank < unitRank(outer, options);
    return replace(
      outer,
      isTaken ? takeOver(outer.voices, start, options) : [...outer.voices, { ...start, role: 'part' }],
    );
  }

  const inner = find('around');
  if (!inner) return null;
  const inners = records.filter((_record, at) => related[at] === 'around');
  if (rank > unitRank(inner, options)) {
    return records.map((record) =>
      inners.includes(record) ? restate(record, [...record.voices, { ...start, role: 'around' }], options) : record,
    );
  }
  const parts = inners.flatMap(({ voices }) =>
    voices.map((voice): Voice => (voice.role === 'whole' ? { ...voice, role: 'part' } : voice)),
  );
  return replace(inner, [...parts, { ...start, role: 'whole' }]).map((record) =>
    record.brk.id !== inner.brk.id && inners.some(({ brk }) => brk.id === record.brk.id)
      ? { ...record, phase: 'cancelled' }
      : record,
  );
}

/** A preferred unit inside of what was the break until now. Spots beside it are no part of it, and no break. */
function takeOver(voices: readonly Voice[], start: StartSignal, options: BreakOptions): readonly Voice[] {
  const others = voices.map((voice): Voice => {
    if (voice.role === 'part') return holds(start, voice, options) ? voice : { ...voice, role: 'gone' };
    return voice.role === 'whole' ? { ...voice, role: 'around' } : voice;
  });
  return [...others, { ...start, role: 'whole' }];
}

function unitRank({ voices }: BreakRecord, options: BreakOptions): number {
  return Math.min(...voices.map((voice) => (voice.role === 'whole' ? rankOf(voice, options) : Infinity)));
}
