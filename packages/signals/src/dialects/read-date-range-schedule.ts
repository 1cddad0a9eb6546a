import type { Cause, Signal } from '@cutaway/model';
import { hearAttributes, type Heard } from '../hear-tag.js';
import { signalsOfTags } from './signals-of-tags.js';
import type { ScheduleRef } from './apple-ranges.js';

/** So deep may schedules name schedules. */
const MAX_DEPTH = 4;
/** What is beyond in one schedule is not read. */
const MAX_ENTRIES = 1_000;

/** What a schedule says, and which ones to fetch next. */
export interface ScheduleReading {
  readonly signals: readonly Signal[];
  readonly schedules: readonly ScheduleRef[];
  readonly causes: readonly Cause[];
}

/**
 * Reads the JSON behind `com.apple.hls.daterange-schedule` (RFC 8216bis Appendix H of the draft of June 2026):
 * `{ "DATERANGES": [{ attributes }] }`, each with START-DATE or X-SCHEDULE-OFFSET in seconds from the schedule's start.
 * `from.uri` is the absolute URI that was fetched: a schedule around itself, one more than 4 deep, and entries after the
 * thousandth are told as causes and not read.
 */
export function readDateRangeSchedule(json: string, from: ScheduleRef): ScheduleReading {
  const causes: Cause[] = [];
  const tell = (now: string, wanted: string): void => {
    const detail = `${from.id}: Cannot read schedule ${from.uri}: ${now}, expected ${wanted}`;
    causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail });
  };
  const nothing = { signals: [], schedules: [], causes };
  if (from.trail.includes(from.uri)) {
    tell('it is named inside of itself', 'no circle');
    return nothing;
  }
  const entries = parseEntries(json);
  if (!entries) {
    tell('it is no JSON with a list of DATERANGES', '{"DATERANGES":[…]}');
    return nothing;
  }
  if (entries.length > MAX_ENTRIES) tell(`it has ${entries.length} entries`, `${MAX_ENTRIES} at most`);
  const tags: Heard[] = [];
  entries.slice(0, MAX_ENTRIES).forEach((entry, at) => {
    const tag = hearEntry(entry, from, at);
    if (tag) tags.push(tag);
    else tell(`entry ${at} has not one of START-DATE and X-SCHEDULE-OFFSET, or no CLASS`, 'both');
  });
  const trail = [...from.trail, from.uri];
  const said = signalsOfTags(tags, { carrier: 'schedule', isEnded: false, trail });
  if (trail.length >= MAX_DEPTH && said.schedules.length > 0)
    tell(`it is ${trail.length} deep and names more`, 'no more');
  return {
    signals: said.signals,
    schedules: trail.length < MAX_DEPTH ? said.schedules : [],
    causes: [...causes, ...said.causes],
  };
}

type Entry = Readonly<Record<string, unknown>>;

function parseEntries(json: string): readonly Entry[] | null {
  try {
    const document = JSON.parse(json) as { readonly DATERANGES?: unknown } | null;
    const list = document?.DATERANGES;
    return Array.isArray(list)
      ? list.map((one): Entry => (typeof one === 'object' && one ? (one as Entry) : {}))
      : null;
  } catch {
    return null;
  }
}

/** One entry as if it were a tag. Values that are objects stay JSON. */
function hearEntry(entry: Entry, { id, startsAt }: ScheduleRef, at: number): Heard | null {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(entry)) {
    attributes.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (!attributes.has('ID')) attributes.set('ID', `${id}/${at}`);
  const offsetMs = parseFloat(attributes.get('X-SCHEDULE-OFFSET') ?? '') * 1000;
  const hasOffset = Math.abs(offsetMs) <= 1e12;
  const tag = hearAttributes(JSON.stringify(entry), attributes);
  if (!tag || !attributes.has('CLASS') || hasOffset === (tag.startsAt !== null)) return null;
  return { ...tag, startsAt: tag.startsAt ?? startsAt + offsetMs };
}
