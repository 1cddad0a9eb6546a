import type { Cause, ProgramMs, Signal } from '@cutaway/model';
import { parseVmapTime, placeVmapOffset, type VmapContent } from './vmap-offset.js';

/** What a VMAP AdBreak says about its place. */
export interface VmapOffset {
  /** AdBreak@timeOffset. */
  readonly timeOffset: string;
  /** AdBreak@breakId; several may share one, and it may be missing. */
  readonly breakId?: string | null;
  /** AdBreak@breakType: `linear`, `nonlinear`, `display`, or several of them with commas. Default linear. */
  readonly breakType?: string;
  /** AdBreak@repeatAfter: the same break again each time after so long. */
  readonly repeatAfter?: string | null;
}

/** A break that repeats every second of a day is a mistake. */
const MAX_REPEATS = 1000;

/**
 * The breaks of a VMAP as signals for on-demand content, in the order given. Each has its place for its key, so that a VMAP that is
 * asked for again says the same. Display breaks, which are outside of the player, are left out; what has no place is told as a cause.
 */
export function signalsFromVmapOffsets(
  offsets: readonly VmapOffset[],
  content: VmapContent,
): { readonly signals: readonly Signal[]; readonly causes: readonly Cause[] } {
  const signals: Signal[] = [];
  const causes: Cause[] = [];
  const keys = new Set<string>();
  const tell = (detail: string): void => {
    causes.push({ name: 'SIGNAL_UNPLACED', adInstanceId: null, detail });
  };
  for (const one of offsets) {
    const kind = kindOf(one.breakType);
    if (kind === null) continue;
    const startsAt = placeVmapOffset(one.timeOffset, content);
    if (typeof startsAt === 'string') {
      tell(startsAt);
      continue;
    }
    const offset = one.timeOffset.trim();
    for (const [nth, at] of repeats(one, startsAt, content, tell).entries()) {
      const named = `${one.breakId || 'vmap'}@${offset}${nth > 0 ? `+${nth}` : ''}`;
      let key = named;
      for (let twin = 2; keys.has(key); twin++) key = `${named}/${twin}`;
      keys.add(key);
      signals.push({
        type: 'break-start',
        key,
        carrier: 'vmap',
        evidence: offset,
        kind,
        startsAt: at,
        plannedMs: null,
        autoReturn: false,
        upids: [],
        segmentationTypeId: null,
        timeFrom: 'event',
        ...(nth === 0 && (offset === 'start' || offset === 'end')
          ? { position: offset === 'start' ? ('pre' as const) : ('post' as const) }
          : {}),
      });
    }
  }
  return { signals, causes };
}

function kindOf(breakType = 'linear'): 'linear' | 'overlay' | null {
  const types = breakType.toLowerCase().split(/[\s,]+/);
  if (types.includes('linear')) return 'linear';
  return types.includes('nonlinear') ? 'overlay' : null;
}

function repeats(
  { repeatAfter, timeOffset }: VmapOffset,
  first: ProgramMs,
  { startsAt, durationMs }: VmapContent,
  tell: (detail: string) => void,
): readonly ProgramMs[] {
  if (!repeatAfter) return [first];
  const everyMs = parseVmapTime(repeatAfter);
  if (!everyMs || durationMs === null) {
    const now = everyMs ? 'the duration of content is unknown' : `repeatAfter is "${repeatAfter.slice(0, 40)}"`;
    tell(`Cannot repeat break at "${timeOffset.slice(0, 40)}": ${now}, expected a duration and HH:MM:SS above 0`);
    return [first];
  }
  const room = startsAt + durationMs - first;
  const count = Math.min(MAX_REPEATS, Math.ceil(room / everyMs) - 1);
  return Array.from({ length: 1 + Math.max(0, count) }, (_none, nth) => first + nth * everyMs);
}
