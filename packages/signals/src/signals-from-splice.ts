import type { Carrier, Cause, DurationSource, ProgramMs, Signal, SpliceEventRef, TimeSource } from '@cutaway/model';
import type { Splice, SpliceEvent } from '@cutaway/scte35';
import { kindOf, leadingFirst, verbOf } from './splice-types.js';

/** Where and when a carrier says a section. */
export interface SplicePlace {
  readonly carrier: Carrier;
  /** The carrier's own name of the event. null: it has none; then the event does: `insert:7`, `segmentation:7`. */
  readonly key: string | null;
  /** The raw tag or section. */
  readonly evidence: string;
  /** The carrier's own time. null: nobody knows it, so only a cancel can be told. */
  readonly startsAt: ProgramMs | null;
  readonly timeFrom?: TimeSource;
  /** The carrier's own duration; it counts more than the section's. */
  readonly durationMs?: number | null;
  readonly durationFrom?: DurationSource;
  /** The event that `key` names, where the carrier told it before; default: the one that leads in this section. */
  readonly keyEventId?: number | null;
}

/** What a section says, as signals. */
export interface SpliceSignals {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
}

/** In-band sections were made by the encoder: a wrong CRC is damage. Those in manifests are re-encoded on their way. */
const IN_BAND: readonly Carrier[] = ['emsg', 'id3', 'ts'];

/**
 * One signal for each command or descriptor that means something for breaks, what leads first: starts, ends, boundaries, hints.
 * Names the events that one carrier key holds beside the leading one as `<key>/segmentation:<id>`.
 * Causes: `SIGNAL_BAD_CRC` (told; in-band such a section is not believed), `SIGNAL_UNPLACED` where only a time is missing.
 */
export function signalsFromSplice(splice: Splice, place: SplicePlace): SpliceSignals {
  const causes: Cause[] = [];
  const tell = (name: Cause['name']): void =>
    void causes.push({ name, adInstanceId: null, detail: `${place.key ?? place.carrier}: ${place.evidence}` });
  if (splice.hasBadCrc) {
    tell('SIGNAL_BAD_CRC');
    if (IN_BAND.includes(place.carrier)) return { signals: [], causes };
  }
  const signals: Signal[] = [];
  const { keyEventId = null } = place;
  let main: SpliceEvent | null = null;
  for (const event of leadingFirst(splice.events)) {
    const verb = verbOf(event);
    if (verb === 'none') continue;
    if (verb !== 'cancel' && place.startsAt === null) {
      if (causes.every(({ name }) => name !== 'SIGNAL_UNPLACED')) tell('SIGNAL_UNPLACED');
      continue;
    }
    const isNamed: boolean = event.eventId === (main?.eventId ?? keyEventId ?? event.eventId);
    const isMain: boolean = isNamed && (main === null || isOneThing(event, main, splice));
    if (isMain) main ??= event;
    signals.push(signalOf(event, splice, place, isMain));
  }
  return { signals, causes };
}

function signalOf(event: SpliceEvent, splice: Splice, place: SplicePlace, isMain: boolean): Signal {
  const verb = verbOf(event);
  const { carrier, evidence, timeFrom } = place;
  const ref = eventRefOf(event, splice);
  const own = `${ref.command === 'segmentation' ? 'segmentation' : 'insert'}:${event.eventId}`;
  const key = place.key === null ? own : isMain ? place.key : `${place.key}/${own}`;
  const base = { key, carrier, evidence, event: ref, ...(timeFrom ? { timeFrom } : {}) };
  const at = place.startsAt;
  if (at === null || verb === 'cancel') return { type: 'break-cancel', ...base };
  const { typeId = null, restrictions } = event;
  const kind = kindOf(typeId ?? 0);
  if (verb === 'end') {
    return { type: 'break-end', ...base, endsAt: at, ...(typeId === null ? {} : { kind, segmentationTypeId: typeId }) };
  }
  const limits = restrictions ? { restrictions } : {};
  if (verb === 'boundary') return { type: 'boundary', ...base, at, segmentationTypeId: typeId ?? 0, ...limits };
  const length = lengthOf(event, place, isMain);
  if (verb === 'hint') return { type: 'break-hint', ...base, startsAt: at, plannedMs: length.plannedMs, target: null };
  const { autoReturn = false, upids = [] } = event;
  return {
    type: 'break-start',
    ...base,
    kind,
    startsAt: at,
    ...length,
    autoReturn,
    upids,
    segmentationTypeId: typeId,
    ...limits,
  };
}

function lengthOf(
  { duration }: SpliceEvent,
  { durationMs, durationFrom }: SplicePlace,
  isMain: boolean,
): { plannedMs: number | null; durationFrom?: DurationSource } {
  if (isMain && durationMs != null) return { plannedMs: durationMs, ...(durationFrom ? { durationFrom } : {}) };
  return duration ? { plannedMs: duration / 90, durationFrom: 'payload' } : { plannedMs: null };
}

function eventRefOf(event: SpliceEvent, splice: Splice): SpliceEventRef {
  const { eventId, num = 0, expected = 0, subNum = 0, subExpected = 0 } = event;
  const command = commandOf(event, splice);
  const { ptsTime } = splice;
  return { command, eventId, num, expected, subNum, subExpected, ptsMs: ptsTime === null ? null : ptsTime / 90 };
}

/** Two starts of one id are nested. */
function isOneThing(event: SpliceEvent, main: SpliceEvent, splice: Splice): boolean {
  const areNested = event.typeId !== main.typeId && verbOf(event) === 'start' && verbOf(main) === 'start';
  return commandOf(event, splice) === commandOf(main, splice) && !areNested;
}

/** A splice_insert is the first of its section; descriptors beside it may have the same id. */
function commandOf(event: SpliceEvent, { isInsert, events }: Splice): SpliceEventRef['command'] {
  return isInsert && event === events[0] ? 'splice-insert' : 'segmentation';
}
