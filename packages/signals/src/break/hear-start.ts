import type { ProgramMs, Signal } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord, type StartSignal, type Voice } from './breaks-state.js';
import { describeBreak, isNear } from './describe-break.js';

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
  const voice: Voice = { ...signal, evidence: '' };
  const known = findOccurrence(records, voice, hearing);
  const target = known ?? findCompanion(records, voice, hearing);
  if (!target) return [...records, createRecord(records, voice, hearing)];
  if (known && !isLive(known)) return records;
  return records.map((record) => (record === target ? speak(target, voice, known !== undefined, hearing) : record));
}

/** The record that this key already has for this start; undefined where the start is one more occurrence. */
function findOccurrence(records: readonly BreakRecord[], voice: Voice, hearing: Hearing): BreakRecord | undefined {
  const own = records.filter((record) => isNamed(record, voice.key));
  const isSame = (one: { readonly key: string; readonly startsAt: ProgramMs }): boolean =>
    one.key === voice.key && isNear(one.startsAt, voice.startsAt, hearing.options.mergeMs);
  const same = own.find(({ voices }) => voices.some(isSame));
  const latest = own[own.length - 1];
  return same ?? (latest && isNextOccurrence(latest, voice, hearing) ? undefined : latest);
}

/** Keys are used again once their break is over (SCTE 35 §9.7.3.1). */
function isNextOccurrence(latest: BreakRecord, voice: Voice, { signals, nowMs, options }: Hearing): boolean {
  const { startsAt, plannedMs } = latest.brk;
  if (voice.startsAt < (latest.phase === 'ended' ? latest.endsAt : startsAt + (plannedMs ?? 0))) return false;
  if (latest.phase === 'announced') {
    // Moved, unless the playlist holds both.
    return signals.some(
      (one) => one.type === 'break-start' && one.key === voice.key && isNear(one.startsAt, startsAt, options.mergeMs),
    );
  }
  // While a break runs, only a start that is still to come can be another one; else its clock was corrected.
  return latest.phase !== 'active' || nowMs === null || voice.startsAt > nowMs;
}

/** A break of another key that this start belongs to: the same avail in other words, or the break that holds this spot. */
function findCompanion(
  records: readonly BreakRecord[],
  { key, kind, startsAt, plannedMs }: Voice,
  { options: { mergeMs } }: Hearing,
): BreakRecord | undefined {
  const ofKind = records.filter(({ brk }) => brk.kind === kind);
  const isTogether = ({ phase, brk }: BreakRecord): boolean =>
    phase !== 'cancelled' && isNear(brk.startsAt, startsAt, mergeMs);
  const isAround = (record: BreakRecord): boolean => {
    const { brk } = record;
    const endsAt = brk.startsAt + (brk.plannedMs ?? 0);
    const isInside = startsAt > brk.startsAt && startsAt < endsAt - mergeMs;
    return isInside && startsAt + (plannedMs ?? 0) <= endsAt + mergeMs && isLive(record) && !isNamed(record, key);
  };
  return ofKind.find(isTogether) ?? ofKind.find(isAround);
}

export function isNamed({ voices }: BreakRecord, key: string): boolean {
  return voices.some((voice) => voice.key === key);
}

/** What a key says again, or for the first time, of a break. A break that has begun keeps its start. */
function speak(record: BreakRecord, voice: Voice, isKnown: boolean, { options }: Hearing): BreakRecord {
  const repeat = (own: Voice): Voice =>
    own.key !== voice.key ? own : record.phase === 'active' ? { ...voice, startsAt: own.startsAt } : voice;
  const voices = isKnown ? record.voices.map(repeat) : [...record.voices, voice];
  if (!isLive(record)) return { ...record, voices };
  const brk = describeBreak(record.brk.id, voices, options.mergeMs);
  return { ...record, voices, brk: JSON.stringify(brk) === JSON.stringify(record.brk) ? record.brk : brk };
}

function createRecord(
  records: readonly BreakRecord[],
  start: Voice,
  { options, nowMs, signals }: Hearing,
): BreakRecord {
  const { key, startsAt } = start;
  const end = signals.find(
    (one): one is EndSignal => one.type === 'break-end' && one.key === key && one.endsAt >= startsAt,
  );
  const voice = end ? { ...start, plannedMs: end.endsAt - startsAt } : start;
  const numbers = records.map((one) => (one.voices[0]?.key === key ? one.occurrence : 0));
  const occurrence = 1 + Math.max(0, ...numbers);
  const overAt = startsAt + (voice.plannedMs ?? options.maxOpenMs);
  return {
    brk: describeBreak(occurrence > 1 ? `${key}#${occurrence}` : key, [voice], options.mergeMs),
    occurrence,
    voices: [voice],
    heardMs: null,
    phase: nowMs !== null && nowMs >= overAt ? 'missed' : 'announced',
  };
}
