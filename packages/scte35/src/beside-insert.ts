import type { SpliceEvent } from './splice-event.js';

/** Lengths that differ by more are of different things; 90 kHz. */
const SAME_LENGTH = 90_000;
/** Starts of opportunities and breaks, and of blocks and ads, what leads first (SCTE 35 Table 23). */
const UNITS = [0x36, 0x34, 0x22];
const SPOTS = [0x46, 0x44, 0x32, 0x30];
/** Not indicated, content identification, call ad server: they name what another one starts. */
const NAMES = [0x01, 0x02, 0x00];

/**
 * What a section says whose command is a splice_insert: that first, then its segmentation descriptors (SCTE 35 §10.3.3). Those that
 * speak of what it starts are told with it, so that it is one: their type, UPIDs, restrictions and, where it has none, their length.
 * A splice_insert alone says when a break begins and ends: where it comes back, and for longer than it lasts, they start nothing.
 */
export function besideInsert(insert: SpliceEvent, segments: readonly SpliceEvent[]): readonly SpliceEvent[] {
  const { isOut = false } = insert;
  const own = isOut ? [...UNITS, ...SPOTS, ...NAMES].flatMap((typeId) => segments.filter(isOf(insert, typeId))) : [];
  const others = segments.filter((one) => !own.includes(one) && (!isStart(one) || (isOut && isShorter(one, insert))));
  return [own.length > 0 ? dress(insert, own) : insert, ...others];
}

function isStart({ typeId = 0 }: SpliceEvent): boolean {
  return UNITS.includes(typeId) || SPOTS.includes(typeId);
}

/** An ad with a length of its own in a break that has none is its first. */
function isOf({ duration: whole }: SpliceEvent, wanted: number): (one: SpliceEvent) => boolean {
  return ({ typeId, duration }) =>
    typeId === wanted && (!duration || (whole ? Math.abs(duration - whole) <= SAME_LENGTH : UNITS.includes(wanted)));
}

function isShorter({ duration }: SpliceEvent, { duration: whole }: SpliceEvent): boolean {
  return !whole || !duration || duration < whole;
}

function dress(insert: SpliceEvent, own: readonly SpliceEvent[]): SpliceEvent {
  // An ad without a length may be the first of several: its type is none of the break.
  const typeId = own.find((one) => isStart(one) && (UNITS.includes(one.typeId ?? 0) || one.duration))?.typeId;
  const upids = own.find((one) => one.upids && one.upids.length > 0)?.upids;
  const restrictions = own.find((one) => one.restrictions)?.restrictions;
  return {
    ...insert,
    duration: insert.duration || own.find(({ duration }) => duration)?.duration || null,
    ...(typeId === undefined ? {} : { typeId }),
    ...(upids ? { upids } : {}),
    ...(restrictions ? { restrictions } : {}),
  };
}
