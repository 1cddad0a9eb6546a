import type { ProgramMs, Signal } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord, type LiveRecord, type StartSignal, type Voice } from './breaks-state.js';
import { describeBreak, isNear, isSameBreak } from './describe-break.js';

/** What is known while signals are heard. */
export interface Hearing {
  readonly options: BreakOptions;
  /** The programme time, or the live edge before the first one is told. */
  readonly nowMs: ProgramMs | null;
  /** All signals of the fact: an end or a cancel may be told together with its start. */
  readonly signals: readonly Signal[];
}

/** A start signal: a repeat, an update, another voice for a break that is known, or a new break. */
export function hearStart(
  records: readonly BreakRecord[],
  signal: StartSignal,
  hearing: Hearing,
): readonly BreakRecord[] {
  const voice = toVoice(signal);
  const known = findOccurrence(records, voice, hearing);
  if (known !== null) return isLive(known) ? replace(records, known, speak(known, voice, hearing)) : records;
  const other = findCompanion(records, voice, hearing);
  if (other !== null) return replace(records, other, join(other, voice, hearing));
  return [...records, createRecord(records, voice, hearing)];
}

function toVoice(signal: StartSignal): Voice {
  const { key, carrier, kind, startsAt, plannedMs, autoReturn, upids, segmentationTypeId } = signal;
  return { key, carrier, kind, startsAt, plannedMs, autoReturn, upids, segmentationTypeId };
}

/** The record that this key already has for this start; null where the start is one more occurrence. */
function findOccurrence(records: readonly BreakRecord[], voice: Voice, hearing: Hearing): BreakRecord | null {
  const { mergeMs } = hearing.options;
  const own = records.filter((record) => isNamed(record, voice));
  const same = own.filter(({ voices }) =>
    voices.some(({ key, startsAt }) => key === voice.key && isNear(startsAt, voice.startsAt, mergeMs)),
  );
  const known = same[0] ?? own[own.length - 1];
  return known === undefined || (same.length === 0 && isNextOccurrence(known, voice, hearing)) ? null : known;
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
function findCompanion(records: readonly BreakRecord[], voice: Voice, { options }: Hearing): BreakRecord | null {
  const found = records.filter(({ phase, brk }) => {
    if (brk.kind !== voice.kind || phase === 'cancelled') return false;
    return isNear(brk.startsAt, voice.startsAt, options.mergeMs);
  });
  const around = records.filter((record) => {
    const { kind, startsAt, plannedMs } = record.brk;
    if (!isLive(record) || kind !== voice.kind || plannedMs === null || isNamed(record, voice)) return false;
    const isInside = voice.startsAt > startsAt && voice.startsAt < startsAt + plannedMs - options.mergeMs;
    return isInside && voice.startsAt + (voice.plannedMs ?? 0) <= startsAt + plannedMs + options.mergeMs;
  });
  return found[0] ?? around[0] ?? null;
}

function isNamed(record: BreakRecord, { key }: Voice): boolean {
  return record.voices.some((voice) => voice.key === key);
}

/** Says again, or anew, what a key says of its break. A break that has begun keeps its start. */
function speak(record: LiveRecord, voice: Voice, hearing: Hearing): LiveRecord {
  const voices = record.voices.map((own) => {
    if (own.key !== voice.key) return own;
    return record.phase === 'active' ? { ...voice, startsAt: own.startsAt } : voice;
  });
  return withVoices(record, voices, hearing);
}

function join(record: BreakRecord, voice: Voice, hearing: Hearing): BreakRecord {
  const voices = [...record.voices, voice];
  return isLive(record) ? withVoices(record, voices, hearing) : { ...record, voices };
}

function withVoices(record: LiveRecord, voices: readonly Voice[], { options }: Hearing): LiveRecord {
  const [lead, ...others] = voices;
  if (lead === undefined) return record;
  const brk = describeBreak(record.brk.id, [lead, ...others], options.mergeMs);
  return { ...record, voices, brk: isSameBreak(brk, record.brk) ? record.brk : brk };
}

function createRecord(
  records: readonly BreakRecord[],
  heard: Voice,
  { options, nowMs, signals }: Hearing,
): BreakRecord {
  const end = signals.filter(
    (one) => one.type === 'break-end' && one.key === heard.key && one.endsAt >= heard.startsAt,
  )[0];
  const endsAt = end !== undefined && end.type === 'break-end' ? end.endsAt : null;
  const voice = endsAt === null ? heard : { ...heard, plannedMs: endsAt - heard.startsAt };
  const occurrence =
    1 + Math.max(0, ...records.filter((one) => one.voices[0]?.key === voice.key).map((one) => one.occurrence));
  const id = occurrence === 1 ? voice.key : `${voice.key}#${occurrence}`;
  const known = { brk: describeBreak(id, [voice], options.mergeMs), occurrence, voices: [voice], heardMs: null };
  if (signals.some((one) => one.type === 'break-cancel' && one.key === voice.key))
    return { ...known, phase: 'cancelled' };
  const overAt = voice.startsAt + (voice.plannedMs ?? options.maxOpenMs);
  return { ...known, phase: nowMs !== null && nowMs >= overAt ? 'missed' : 'announced' };
}

function replace(records: readonly BreakRecord[], old: BreakRecord, now: BreakRecord): readonly BreakRecord[] {
  return records.map((record) => (record === old ? now : record));
}
