import type { ProgramMs, Signal } from '@cutaway/model';
import type { MarkerGroup, Section } from './marker-group.js';

/** One break of the CUE family, from all marks of it that were seen. */
export interface CueRun {
  readonly key: string;
  startsAt: ProgramMs;
  /** True where no OUT was seen, so that its start was counted back. */
  isContinued: boolean;
  /** True while only a section says that it starts. */
  isBySection: boolean;
  /** What its first mark gave as length, and its latest; null: none. */
  firstMs: number | null;
  latestMs: number | null;
  /** Other lengths in its first group: breaks in the break. */
  otherMs: readonly number[];
  opening: Section | null;
  eventId: number | null;
  typeId: number | null;
  upids: MarkerGroup['upids'];
  ids: readonly string[];
  asset: MarkerGroup['asset'];
  endsByItself: boolean;
  evidence: string;
  end: CueEnd | null;
  isCancelled: boolean;
}

export interface CueEnd {
  readonly at: ProgramMs;
  readonly evidence: string;
  /** What its section says. */
  readonly said: Extract<Signal, { type: 'break-end' }> | null;
}

/** The length of a run: a tag that changes it counts more than the section, which does not change. */
export function lengthOfRun(run: CueRun): { readonly ms: number | null; readonly from: 'payload' | 'cue' } {
  const { firstMs, latestMs } = run;
  const payload = run.opening?.splice.events.find(({ eventId }) => eventId === run.eventId)?.duration;
  const isChanged = firstMs !== null && latestMs !== null && Math.abs(firstMs - latestMs) > 500;
  return payload && !isChanged ? { ms: payload / 90, from: 'payload' } : { ms: latestMs, from: 'cue' };
}

/** When it is over by its length. */
export function plannedEnd(run: CueRun): ProgramMs | null {
  const { ms } = lengthOfRun(run);
  return ms === null ? null : run.startsAt + ms;
}
