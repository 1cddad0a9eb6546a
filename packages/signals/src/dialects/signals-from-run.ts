import type { Signal } from '@cutaway/model';
import { signalsFromSplice } from '../signals-from-splice.js';
import { kindOf } from '../splice-types.js';
import { lengthOfRun, type CueRun } from './cue-run.js';

type StartSignal = Extract<Signal, { type: 'break-start' }>;

/** What a run of the CUE family says: its start, what it holds, and its end. */
export function signalsFromRun(run: CueRun): readonly Signal[] {
  if (run.isCancelled) return [];
  const { key, evidence, startsAt, opening, eventId, typeId, latestMs, otherMs, end } = run;
  const { ms: plannedMs, from } = lengthOfRun(run);
  const place = { carrier: 'cue-out', evidence, timeFrom: 'segment' } as const;
  const said = opening
    ? signalsFromSplice(opening.splice, { ...place, key, startsAt, keyEventId: eventId }).signals
    : [];
  const starts = said.filter((one) => one.type === 'break-start');
  const lead = starts.find((one) => one.key === key);
  const plain: StartSignal = {
    ...{ type: 'break-start', ...place, key, startsAt, kind: kindOf(typeId ?? 0), autoReturn: false },
    ...{ plannedMs, upids: run.upids, segmentationTypeId: typeId },
  };
  const start: StartSignal = {
    ...plain,
    ...lead,
    plannedMs,
    ...(plannedMs === null ? {} : { durationFrom: from }),
    autoReturn: lead?.autoReturn || (run.endsByItself && plannedMs !== null),
    ...(run.isContinued ? { isContinued: true } : {}),
    ...(run.asset ? { asset: run.asset } : {}),
  };
  // Lengths that the tags tell beside the section's, or beside each other: the reducer judges what they are.
  const isOther = (one: number | null): one is number => one !== null && Math.abs(one - (plannedMs ?? one)) > 500;
  const others = [...new Set([latestMs, ...otherMs].filter(isOther))].map((one, at): StartSignal => ({
    ...plain,
    key: `${key}/${at + 1}`,
    plannedMs: one,
    durationFrom: 'cue',
    segmentationTypeId: null,
  }));
  const signals: Signal[] = [start, ...starts.filter((one) => one !== lead), ...others];
  if (end) {
    const plainEnd = { type: 'break-end', ...place, evidence: end.evidence } as const;
    signals.push({ ...plainEnd, ...end.said, key, endsAt: end.at, kind: start.kind });
  }
  return signals;
}
