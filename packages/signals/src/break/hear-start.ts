import type { ProgramMs, Signal } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord, type StartSignal, type Voice } from './breaks-state.js';
import { describeBreak } from './describe-break.js';
import { joinBreak } from './join-break.js';
import { holds, isNear, isOtherLevel, mayEnd, plannedEnd } from './nesting.js';
import { restate } from './restate.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;

/** What is known while signals are heard. */
export interface Hearing {
  readonly options: BreakOptions;
  /** The programme time, or the live edge before the first one is told. */
  readonly nowMs: ProgramMs | null;
  /** All signals of the fact: an end or a second start may be told together with a start. */
  readonly signals: readonly Signal[];
}

/** A start signal: a repeat, an update, another voice for a break that is known, or a new break. */
export function hearStart(
  records: readonly BreakRecord[],
  signal: StartSignal,
  hearing: Hearing,
): readonly BreakRecord[] {
  const start: StartSignal = { ...signal, evidence: '' };
  const known = findOccurrence(records, start, hearing);
  if (known)
    return records.map((record) =>
      record === known || isSharedWith(record, known, start, hearing.options) ? repeat(record, start, hearing) : record,
    );
  return joinBreak(records, start, hearing.options) ?? [...records, createRecord(records, start, hearing)];
}

/** The record that this key already has for this start; undefined where the start is one more occurrence. */
function findOccurrence(
  records: readonly BreakRecord[],
  start: StartSignal,
  hearing: Hearing,
): BreakRecord | undefined {
  const { mergeMs } = hearing.options;
  const own = records.filter(({ voices }) => voices.some((voice) => isVoice(voice, start)));
  const same = own.find(({ voices }) => voices.some((voice) => isVoice(voice, start) && saysSo(voice, start, mergeMs)));
  const latest = own[own.length - 1];
  return same ?? (latest && isNextOccurrence(latest, start, hearing) ? undefined : latest);
}

/** Keys are used again once their break is over (SCTE 35 §9.7.3.1); the earlier one may be heard later. */
function isNextOccurrence(latest: BreakRecord, start: StartSignal, { signals, nowMs, options }: Hearing): boolean {
  const voice = voiceOf(latest, start, options);
  const { startsAt, plannedMs } = voice ?? latest.brk;
  const overAt = latest.phase === 'ended' ? latest.endsAt : startsAt + (plannedMs ?? 0);
  const isEarlier = start.startsAt < startsAt && start.startsAt + (start.plannedMs ?? 0) <= startsAt;
  if (start.startsAt < overAt && !isEarlier) return false;
  if (latest.phase === 'announced') {
    // Moved, unless the playlist holds both.
    return signals.some(
      (one) => one.type === 'break-start' && isVoice(one, start) && isNear(one.startsAt, startsAt, options.mergeMs),
    );
  }
  // While a break runs, only a start that is still to come can be another one; else its clock was corrected.
  return latest.phase !== 'active' || voice?.role === 'part' || nowMs === null || start.startsAt > nowMs;
}

/** What is around several breaks speaks of each. */
function isSharedWith(record: BreakRecord, known: BreakRecord, start: StartSignal, options: BreakOptions): boolean {
  const voice = voiceOf(record, start, options);
  return voice?.role === 'around' && voice.startsAt === voiceOf(known, start, options)?.startsAt;
}

export function isNamed({ voices }: BreakRecord, key: string): boolean {
  return voices.some((voice) => voice.key === key);
}

/** What a key says of another kind, of another level, or of a place beside the content, is another thing. */
function isVoice(one: StartSignal, other: StartSignal): boolean {
  const { key, carrier, kind, position } = other;
  const isKey = one.key === key && one.carrier === carrier && one.kind === kind && one.position === position;
  return isKey && !isOtherLevel(one, other);
}

/** Its start, or the one that it told when the break ran already. */
function saysSo({ startsAt, saidAt = startsAt }: Voice, start: StartSignal, mergeMs: number): boolean {
  return isNear(startsAt, start.startsAt, mergeMs) || isNear(saidAt, start.startsAt, mergeMs);
}

/** What a key said in a break: of this start, else the last. Spots of one break may share their key. */
function voiceOf({ voices }: BreakRecord, start: StartSignal, { mergeMs }: BreakOptions): Voice | undefined {
  const own = voices.filter((voice) => isVoice(voice, start));
  return own.find((voice) => saysSo(voice, start, mergeMs)) ?? own[own.length - 1];
}

/** What a key says again of a break. A break that has begun keeps its start. */
function repeat(record: BreakRecord, start: StartSignal, { options }: Hearing): BreakRecord {
  if (!isLive(record)) return record;
  const isActive = record.phase === 'active';
  const said = voiceOf(record, start, options);
  const voices = record.voices.map((own): Voice => {
    if (own !== said) return own;
    // A tag that leaves the duration out does not take it back.
    const plannedMs = start.plannedMs ?? own.plannedMs;
    const isChanged = own.isChanged || (own.plannedMs !== null && plannedMs !== own.plannedMs);
    const kept = isActive ? { startsAt: own.startsAt, saidAt: start.startsAt } : {};
    return { ...start, plannedMs, role: own.role, ...(isChanged ? { isChanged } : {}), ...kept };
  });
  return restate(record, voices, options);
}

function createRecord(
  records: readonly BreakRecord[],
  start: StartSignal,
  { options, nowMs, signals }: Hearing,
): BreakRecord {
  const { key, startsAt } = start;
  const end = start.position ? undefined : endOf(start, signals, records);
  const first: Voice = { ...start, ...(end ? { plannedMs: end.endsAt - startsAt } : {}), role: 'whole' };
  const around = records.flatMap(({ voices }) =>
    voices.filter((voice) => voice.role === 'around' && voice.kind === start.kind && holds(voice, start, options)),
  );
  const numbers = records.map((one) => (one.key === key ? one.occurrence : 0));
  const occurrence = 1 + Math.max(0, ...numbers);
  const voices = [first, ...around];
  const brk = describeBreak(occurrence > 1 ? `${key}#${occurrence}` : key, voices, null, options);
  const overAt = plannedEnd(brk) ?? startsAt + options.maxOpenMs;
  const isMissed = !start.position && nowMs !== null && nowMs >= overAt;
  return { brk, key, occurrence, voices, conflicts: [], heardMs: null, phase: isMissed ? 'missed' : 'announced' };
}

/** The end that is told together with a start, where it belongs to no later occurrence of the key. */
function endOf(start: StartSignal, signals: readonly Signal[], records: readonly BreakRecord[]): EndSignal | undefined {
  const { key, kind, startsAt } = start;
  const laterStarts = [
    ...signals.map((one) => (one.type === 'break-start' && isVoice(one, start) ? one.startsAt : -Infinity)),
    ...records.map((one) => (isNamed(one, key) ? one.brk.startsAt : -Infinity)),
  ].filter((at) => at > startsAt);
  const isOwn = ({ endsAt }: EndSignal): boolean => endsAt > startsAt && laterStarts.every((at) => at >= endsAt);
  return signals.find(
    (one): one is EndSignal =>
      one.type === 'break-end' && one.key === key && (one.kind ?? kind) === kind && mayEnd(one, start) && isOwn(one),
  );
}
