import { halves64 } from '../cohort/hash64.js';
import { MarkTable, type Marked } from './mark-table.js';
import type { ExposureState } from './step-record.js';

/** What became of exposures, for as long as it may be asked. */
export interface ExposureMemory {
  get(key: string, id: string, nowMs: number): ExposureState | null;
  set(key: string, id: string, state: ExposureState, untilMs: number): void;
}

const PROMISED = 1;
const COUNTED = 2;
const RELEASED = 3;

/** Holds so many at most, and the last half of them that were set or found for sure. */
export function createExposureMemory(most: number): ExposureMemory {
  const half = Math.max(1, most >> 1);
  let young = new MarkTable();
  let old = new MarkTable();
  const mark = new Uint32Array(2);
  let markedKey = '';
  let markedId = '';

  /** What is asked for is set next, mostly. */
  function aim(key: string, id: string): void {
    if (markedId === id && markedKey === key) return;
    halves64(`${key}\n${id}`, mark);
    markedKey = key;
    markedId = id;
  }

  function put(one: Marked): void {
    const [high = 0, low = 0] = mark;
    if (young.size >= half && young.get(high, low) === undefined) {
      [old, young] = [young, old];
      young.clear();
    }
    young.set(high, low, one);
  }

  function find(): Marked | undefined {
    const [high = 0, low = 0] = mark;
    const found = young.get(high, low);
    if (found !== undefined) return found;
    const older = old.get(high, low);
    if (older !== undefined) put(older);
    return older;
  }

  return {
    get(key, id, nowMs) {
      aim(key, id);
      const found = find();
      return found === undefined || found.untilMs <= nowMs ? null : stateOf(found);
    },
    set(key, id, state, untilMs) {
      aim(key, id);
      const otherMs = state.phase === 'promised' ? state.expiresAtMs : 0;
      put({
        kind: state.phase === 'promised' ? PROMISED : state.phase === 'counted' ? COUNTED : RELEASED,
        untilMs,
        otherMs,
      });
    },
  };
}

function stateOf({ kind, otherMs }: Marked): ExposureState {
  if (kind === PROMISED) return { phase: 'promised', expiresAtMs: otherMs };
  return { phase: kind === COUNTED ? 'counted' : 'released' };
}
