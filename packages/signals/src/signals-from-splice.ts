import type { Carrier, Cause, DurationSource, ProgramMs, Signal, SpliceEventRef, TimeSource } from '@cutaway/model';
import type { Splice, SpliceEvent } from '@cutaway/scte35';
import { hasSeveralEnds, kindOf, rankOf, spliceTypeOf } from './splice-types.js';

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
  const events = splice.events.slice().sort((a, b) => rankOf(a.typeId ?? 0) - rankOf(b.typeId ?? 0));
  let mainId = place.keyEventId ?? null;
  for (const event of events) {
    const isTimed = event.duration !== undefined && saysOf(event) !== 'none';
    if (isTimed && place.startsAt === null) {
      tell('SIGNAL_UNPLACED');
      break;
    }
    const signal = signalOf(event, splice, place, event.eventId === (mainId ?? event.eventId));
    if (!signal) continue;
    mainId = mainId ?? event.eventId;
    signals.push(signal);
  }
  return { signals, causes };
}

/** What an event that is no cancel says. */
function saysOf({ isOut, typeId = 0, isLast }: SpliceEvent): ReturnType<typeof spliceTypeOf> {
  if (isOut !== undefined) return isOut ? 'start' : 'end';
  return !isLast && hasSeveralEnds(typeId) ? 'none' : spliceTypeOf(typeId);
}

function signalOf(event: SpliceEvent, splice: Splice, place: SplicePlace, isMain: boolean): Signal | null {
  const { carrier, evidence, timeFrom } = place;
  const ref = eventRefOf(event, splice);
  const own = `${splice.isInsert ? 'insert' : 'segmentation'}:${event.eventId}`;
  const key = place.key === null ? own : isMain ? place.key : `${place.key}/${own}`;
  const base = { key, carrier, evidence, event: ref, ...(timeFrom ? { timeFrom } : {}) };
  if (event.duration === undefined) return { type: 'break-cancel', ...base };
  const at = place.startsAt;
  const says = saysOf(event);
  if (at === null || says === 'none') return null;
  const { typeId = null, restrictions } = event;
  const kind = kindOf(typeId ?? 0);
  if (says === 'end') {
    return { type: 'break-end', ...base, endsAt: at, ...(typeId === null ? {} : { kind, segmentationTypeId: typeId }) };
  }
  const limits = restrictions ? { restrictions } : {};
  if (says === 'boundary') return { type: 'boundary', ...base, at, segmentationTypeId: typeId ?? 0, ...limits };
  const length = lengthOf(event, place, isMain);
  if (says === 'hint') return { type: 'break-hint', ...base, startsAt: at, plannedMs: length.plannedMs, target: null };
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

function eventRefOf(event: SpliceEvent, { isInsert, ptsTime }: Splice): SpliceEventRef {
  const { eventId, num = 0, expected = 0, subNum = 0, subExpected = 0 } = event;
  const command = isInsert ? 'splice-insert' : 'segmentation';
  return { command, eventId, num, expected, subNum, subExpected, ptsMs: ptsTime === null ? null : ptsTime / 90 };
}
