import type { Heard } from '../hear-tag.js';

/** Tags by ID, as they were last seen. */
export type KnownRanges = ReadonlyMap<string, readonly Heard[]>;

/** So many IDs and tags of one are kept, and of IDs that left the playlist when their end was told, which hardly anything follows. */
const MAX_IDS = 1_000;
const MAX_TAGS = 8;
const MAX_OVER = 32;

/**
 * Completes tags whose first one left the playlist in an earlier refresh: a later tag may lack what it said (RFC 8216bis
 * §4.4.5.1). What came first stands first.
 */
export function rememberDateRanges(
  tags: readonly Heard[],
  known: KnownRanges,
): { readonly tags: readonly Heard[]; readonly known: KnownRanges } {
  const groups = new Map<string, Heard[]>();
  for (const tag of tags) {
    const group = groups.get(tag.id);
    if (group) group.push(tag);
    else groups.set(tag.id, [tag]);
  }
  const all: Heard[] = [];
  const next = new Map(known);
  for (const [id, group] of groups) {
    const lines = group.map(({ line }) => line);
    const earlier = group.some(isWhole) ? [] : (known.get(id) ?? []).filter(({ line }) => !lines.includes(line));
    const whole = [...earlier, ...group];
    all.push(...whole);
    next.delete(id);
    next.set(id, whole.length > MAX_TAGS ? [...whole.slice(0, 1), ...whole.slice(1 - MAX_TAGS)] : whole);
  }
  all.push(...untilNext(tags, known, groups));
  const over = [...next].flatMap(([id, group]) => (groups.has(id) || !group.some(isOver) ? [] : [id]));
  for (const id of over.slice(0, -MAX_OVER)) next.delete(id);
  for (const id of next.keys()) {
    if (next.size <= MAX_IDS) break;
    next.delete(id);
  }
  return { tags: all, known: next };
}

/** The latest range of each CLASS that left the playlist, where it ends with the next of them (END-ON-NEXT). */
function untilNext(tags: readonly Heard[], known: KnownRanges, now: ReadonlyMap<string, unknown>): readonly Heard[] {
  const left = new Map<string, readonly Heard[]>();
  const classes = new Set(tags.map(({ attributes }) => attributes.get('CLASS')));
  for (const [id, group] of known) {
    const own = group.find(({ attributes }) => attributes.has('CLASS'))?.attributes.get('CLASS');
    if (own !== undefined && classes.has(own) && !now.has(id)) left.set(own, group);
  }
  const isUntilNext = ({ attributes }: Heard): boolean => attributes.get('END-ON-NEXT') === 'YES';
  return [...left.values()].filter((group) => group.some(isUntilNext)).flat();
}

function isOver({ isIn, endsAt, durationMs }: Heard): boolean {
  return isIn || endsAt !== null || durationMs !== null;
}

/** True for a tag that could be the first one of its ID. */
function isWhole({ startsAt, isOut, hasSplice, attributes }: Heard): boolean {
  return startsAt !== null && (isOut || (!hasSplice && attributes.has('CLASS')));
}
