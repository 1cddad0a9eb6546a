import type { Signal, WallMs } from '@cutaway/model';
import { readSplice } from '@cutaway/scte35';
import { kindOf, verbOf, type SpliceVerb } from '@cutaway/signals/dialects';
import type { PlanNotice } from './merge-plan.js';

/** What a signal of the channel's own stream says of a break. null: nothing. */
export type HeardSignal =
  | { readonly type: 'start'; readonly notice: PlanNotice }
  | { readonly type: 'end'; readonly names: readonly string[]; readonly atMs: WallMs }
  | { readonly type: 'cancel'; readonly names: readonly string[] };

/** Reads a signal as the plan of breaks needs it. `toWallMs` is the programme's clock on ours. */
export function readHeard(signal: Signal, toWallMs: (programMs: number) => WallMs): HeardSignal | null {
  const names = namesOfSignal(signal);
  if (signal.type === 'break-cancel') return { type: 'cancel', names };
  if (signal.type === 'break-end') return { type: 'end', names, atMs: toWallMs(signal.endsAt) };
  if (signal.type === 'boundary' || (signal.type === 'break-start' && signal.kind !== 'linear')) return null;
  const notice = {
    source: 'scte35',
    names,
    expectedStartMs: toWallMs(signal.startsAt),
    durationMs: signal.plannedMs,
  } as const;
  return { type: 'start', notice };
}

/** A signal's key, the id of its event, its UPIDs as hex. */
function namesOfSignal(signal: Signal): readonly string[] {
  const upids = signal.type === 'break-start' ? signal.upids.map(({ hex }) => hex) : [];
  const target = signal.type === 'break-hint' && signal.target !== null ? [signal.target] : [];
  const eventIds = signal.event ? [String(signal.event.eventId)] : [];
  return [...new Set([signal.key, ...target, ...eventIds, ...upids])];
}

/** Ends, cancels and borders of programmes are no news of a break to come, whatever their length. */
const OPENS: readonly SpliceVerb[] = ['start', 'hint'];

/** Names and length that a section (base64, base64url or hex) gives a break. A text is why it gives none. */
export function readSectionNotice(
  section: string,
): { readonly names: readonly string[]; readonly durationMs: number | null } | string {
  const splice = readSplice(section);
  if (typeof splice === 'string') return `${splice}, expected a splice info section`;
  if (splice.hasBadCrc) return 'its CRC is wrong, expected a splice info section';
  const opening = splice.events.filter((event) => OPENS.includes(verbOf(event)) && kindOf(event.typeId) === 'linear');
  if (opening.length === 0)
    return 'it opens no break, expected a splice out, or the start of a break or of an opportunity';
  const names = opening.flatMap(({ eventId, upids = [] }) => [String(eventId), ...upids.map(({ hex }) => hex)]);
  // A splice_insert says itself how long it is; what is beside it is a spot.
  const told = splice.isInsert ? opening.slice(0, 1) : opening;
  const ticks = told.map(({ duration }) => duration ?? 0).find((duration) => duration > 0);
  return { names: [...new Set(names)], durationMs: ticks === undefined ? null : Math.round(ticks / 90) };
}
