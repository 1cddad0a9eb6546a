import type { ProgramMs, Signal } from '@cutaway/model';
import type { BorderSignal } from './breaks-state.js';

/** So long, and so many, borders are remembered; the newest of each type always is. */
const REMEMBERED_MS = 3_600_000;
const REMEMBERED = 64;

const BREAKAWAY = 0x13;
/** Resumption, immediate resumption, unscheduled event, network: what ends a breakaway. */
const BACK = [0x14, 0x1a, 0x40, 0x41, 0x50, 0x51];
const UNSCHEDULED = 0x40;
/** The next programme, too: where its own end is lost, no break would ever come again. */
const UNSCHEDULED_ENDS = [0x41, 0x10, 0x50, 0x51];

export interface Span {
  readonly from: ProgramMs;
  /** Infinity: it has not ended yet. */
  readonly to: ProgramMs;
}

/** Adds the borders among `signals` to those known. A repeat adds nothing. */
export function rememberBorders(known: readonly BorderSignal[], signals: readonly Signal[]): readonly BorderSignal[] {
  const isSame = (a: BorderSignal, b: BorderSignal): boolean =>
    a.segmentationTypeId === b.segmentationTypeId && a.key === b.key && a.carrier === b.carrier;
  let borders = known;
  for (const signal of signals) {
    if (signal.type !== 'boundary') continue;
    const border: BorderSignal = { ...signal, evidence: '' };
    const others = borders.filter((one) => !isSame(one, border) || Math.abs(one.at - border.at) > REMEMBERED_MS);
    borders = [...others, border].sort((a, b) => a.at - b.at);
  }
  if (borders === known) return known;
  const newestAt = borders[borders.length - 1]?.at ?? 0;
  const isLatest = ({ segmentationTypeId }: BorderSignal, at: number): boolean =>
    borders.every((one, other) => other <= at || one.segmentationTypeId !== segmentationTypeId);
  return borders.filter(
    (one, at) => isLatest(one, at) || (at >= borders.length - REMEMBERED && one.at >= newestAt - REMEMBERED_MS),
  );
}

/** While the programme is away: what was open before goes on, whatever begins and ends in between (SCTE 35 §10.3.3.5). */
export function breakaways(borders: readonly BorderSignal[]): readonly Span[] {
  return spansOf(borders, [BREAKAWAY], BACK);
}

/** Unscheduled events. */
export function unscheduled(borders: readonly BorderSignal[]): readonly Span[] {
  return spansOf(borders, [UNSCHEDULED], UNSCHEDULED_ENDS);
}

function spansOf(
  borders: readonly BorderSignal[],
  starts: readonly number[],
  ends: readonly number[],
): readonly Span[] {
  return borders
    .filter(({ segmentationTypeId }) => starts.includes(segmentationTypeId))
    .map(({ at: from }) => {
      const end = borders.find(({ at, segmentationTypeId }) => at > from && ends.includes(segmentationTypeId));
      return { from, to: end?.at ?? Infinity };
    });
}
