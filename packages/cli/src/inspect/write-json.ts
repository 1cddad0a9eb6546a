import type { Break, ProgramMs, Signal, Upid } from '@cutaway/model';
import { readUpid, segmentationTypeOf } from '@cutaway/scte35';
import { isoText } from './format-time.js';
import { placeOfSignal, type Happening, type SignalHappening, type SummaryHappening } from './happening.js';
import type { StreamFacts } from './stream-facts.js';
import { plainSentence } from './summary.js';

/**
 * One happening as a line of JSON. Dates are ISO 8601, lengths seconds; `offset`: seconds from the first segment that was read. A field
 * that does not apply is null, so that each type always has the same fields.
 */
export function writeJson(happening: Happening, originMs: ProgramMs): string {
  return JSON.stringify({ at: isoText(happening.at), type: happening.type, ...fieldsOf(happening, originMs) });
}

function fieldsOf(happening: Happening, originMs: ProgramMs): object {
  const offset = (ms: ProgramMs | null): number | null => (ms === null ? null : seconds(ms - originMs));
  switch (happening.type) {
    case 'signal':
      return signalFields(happening, offset);
    case 'break': {
      const { state, brk, streamAt, endsAt, reason, inMs, changes } = happening;
      const when = { streamTime: isoText(streamAt), offset: offset(streamAt), inSeconds: seconds(inMs) };
      return { state, ...breakFields(brk), ...when, endsAt: date(endsAt), reason, changes };
    }
    case 'conflict': {
      const { breakId, streamAt, conflict } = happening;
      const { field, kept, refused, keptMs, refusedMs } = conflict;
      const value = (ms: number | null) => (field === 'start' ? date(ms) : seconds(ms));
      const values = { kept, keptValue: value(keptMs), refused, refusedValue: value(refusedMs) };
      return { breakId, streamTime: isoText(streamAt), offset: offset(streamAt), field, ...values };
    }
    case 'restrictions': {
      const { streamAt, restrictions } = happening;
      return { streamTime: isoText(streamAt), offset: offset(streamAt), restrictions };
    }
    case 'disagreement': {
      const { key, streamAt, told, silent } = happening;
      return { key, streamTime: isoText(streamAt), offset: offset(streamAt), told, silent };
    }
    case 'cause':
      return { name: happening.name, playlist: happening.playlist, detail: happening.detail };
    case 'error':
      return { playlist: happening.playlist, text: happening.text, retryInSeconds: seconds(happening.retryInMs) };
    case 'stream': {
      const { state, playlist, text, facts } = happening;
      return { state, playlist, text, ...(facts && { facts: factFields(facts) }) };
    }
    case 'summary':
      return summaryFields(happening);
  }
}

function signalFields(
  { signal, playlist, changes, inMs, isOld }: SignalHappening,
  offset: (ms: number | null) => number | null,
): object {
  const { key, carrier, event = null, evidence } = signal;
  const place = placeOfSignal(signal);
  const start = signal.type === 'break-start' ? signal : null;
  return {
    action: signal.type === 'boundary' ? 'border' : signal.type.replace('break-', ''),
    ...{ key, carrier, playlist, streamTime: date(place), offset: offset(place), inSeconds: seconds(inMs), isOld },
    durationSeconds: 'plannedMs' in signal ? seconds(signal.plannedMs) : null,
    durationFrom: start ? (start.durationFrom ?? 'planned') : null,
    timeFrom: signal.timeFrom ?? 'date',
    ...typeFields('segmentationTypeId' in signal ? (signal.segmentationTypeId ?? null) : null),
    ...{ eventId: event?.eventId ?? null, command: event?.command ?? null },
    ...{ kind: kindOf(signal), autoReturn: start?.autoReturn ?? null, upids: (start?.upids ?? []).map(upidFields) },
    ...{ position: start?.position ?? null, interstitial: start?.interstitial ?? null, asset: start?.asset ?? null },
    ...{ restrictions: 'restrictions' in signal ? (signal.restrictions ?? null) : null, changes, evidence },
  };
}

function kindOf(signal: Signal): string | null {
  return 'kind' in signal ? (signal.kind ?? null) : null;
}

function breakFields(brk: Break): object {
  const { id, kind, carrier, startsAt, plannedMs, autoReturn, upids, segmentationTypeId, parts = [] } = brk;
  return {
    ...{ id, kind, carrier, startsAt: isoText(startsAt), durationSeconds: seconds(plannedMs), autoReturn },
    ...typeFields(segmentationTypeId),
    upids: upids.map(upidFields),
    parts: parts.map((part) => ({
      ...{ key: part.key, startsAt: isoText(part.startsAt), durationSeconds: seconds(part.plannedMs) },
      ...typeFields(part.segmentationTypeId),
      upids: part.upids.map(upidFields),
    })),
    ...{ position: brk.position ?? null, mustReplace: brk.mustReplace ?? false },
  };
}

function typeFields(segmentationTypeId: number | null): object {
  const name = segmentationTypeId === null ? null : (segmentationTypeOf(segmentationTypeId)?.name ?? 'Reserved');
  return { segmentationTypeId, segmentationTypeName: name };
}

function upidFields({ type, hex }: Upid): object {
  const { name, text } = readUpid(type, hex);
  return { type, name, hex, text };
}

function factFields(facts: StreamFacts): object {
  const { window, behindMs, holdBackMs, playlists, ...rest } = facts;
  return {
    ...rest,
    playlists: playlists.map(({ lengthMs, targetMs, ...one }) => {
      return { ...one, lengthSeconds: seconds(lengthMs), targetSeconds: seconds(targetMs) };
    }),
    ...{ window: { from: isoText(window.from), to: isoText(window.to) } },
    ...{ behindSeconds: seconds(behindMs), holdBackSeconds: seconds(holdBackMs) },
  };
}

function summaryFields(summary: SummaryHappening): object {
  const { rows, signals, errors, watchedMs, segments, heardMs, hints } = summary;
  return {
    text: plainSentence(summary),
    breaks: rows.map(({ brk, phase, endsAt, reason, leadMs }) => {
      return { ...breakFields(brk), state: phase, endsAt: date(endsAt), reason, leadSeconds: seconds(leadMs) };
    }),
    ...{ signals, errors, segments, streamSeconds: seconds(heardMs), watchedSeconds: seconds(watchedMs), hints },
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1_000;
}

function date(ms: number | null): string | null {
  return ms === null ? null : isoText(ms);
}
