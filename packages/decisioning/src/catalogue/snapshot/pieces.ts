import { freezeAll } from './version-of.js';

/**
 * Parts of a snapshot that were built before: a change of one record among ten thousand builds one. A part with a fault is never
 * kept, since the fault must be told again.
 */
export interface Pieces {
  /** What `build` made of this record of a list when all else that it depends on was `basis`, or what it makes now. */
  record<T extends object>(list: string, record: object, basis: string, build: () => T): T;
  /** What `build` made of a whole list when its inputs were these same objects, or what it makes now. */
  list<T extends object>(list: string, inputs: readonly unknown[], build: () => T): T;
}

/** Keeps the last part of each list and record, as long as the record lives. `countFaults` is of the build under way. */
export function createPieces(): (countFaults: () => number) => Pieces {
  const records = new Map<string, WeakMap<object, { readonly basis: string; readonly part: object }>>();
  const lists = new Map<string, { readonly inputs: readonly unknown[]; readonly part: object }>();
  return (countFaults) => {
    /** Builds, and keeps what came of it without a fault. */
    const make = <T extends object>(build: () => T, keep: (part: T) => void): T => {
      const faults = countFaults();
      const part = build();
      if (countFaults() === faults) keep(freezeAll(part));
      return part;
    };
    return {
      record<T extends object>(list: string, record: object, basis: string, build: () => T): T {
        const known = records.get(list) ?? new WeakMap<object, { readonly basis: string; readonly part: object }>();
        records.set(list, known);
        const before = known.get(record);
        if (before?.basis === basis) return before.part as T; // of the same list, so of the same type
        return make(build, (part) => known.set(record, { basis, part }));
      },
      list<T extends object>(list: string, inputs: readonly unknown[], build: () => T): T {
        const before = lists.get(list);
        if (before?.inputs.every((input, place) => input === inputs[place])) return before.part as T;
        return make(build, (part) => lists.set(list, { inputs, part }));
      },
    };
  };
}
