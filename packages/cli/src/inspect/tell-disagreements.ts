import type { Signal, WallMs } from '@cutaway/model';
import type { Happening } from './happening.js';
import { windowOf, type PlaylistWatch } from './playlist-watch.js';
import { SAME_PLACE_MS } from './tell-signals.js';

type StartSignal = Extract<Signal, { type: 'break-start' }>;

/**
 * Starts of breaks that one playlist tells and another does not, though it has the segment where the break starts. `told` has what was
 * told before, and grows.
 */
export function tellDisagreements(
  watches: readonly PlaylistWatch[],
  told: ReadonlySet<string>,
  at: WallMs,
): { readonly told: ReadonlySet<string>; readonly happenings: readonly Happening[] } {
  const next = new Set(told);
  const happenings: Happening[] = [];
  for (const one of watches) {
    for (const start of startsOf(one)) {
      for (const other of watches) {
        if (other === one || !isInside(start, other) || startsOf(other).some((its) => isSame(its, start))) continue;
        const isMute = other.signals.length === 0;
        const name = isMute
          ? other.name
          : `${other.name}\n${start.kind}\n${Math.round(start.startsAt / SAME_PLACE_MS)}`;
        if (next.has(name) || next.has(other.name)) continue;
        next.add(name);
        const key = isMute ? null : start.key;
        happenings.push({
          type: 'disagreement',
          at,
          key,
          streamAt: start.startsAt,
          told: one.name,
          silent: other.name,
        });
      }
    }
  }
  return { told: next, happenings };
}

function startsOf({ signals }: PlaylistWatch): StartSignal[] {
  return signals.filter((one): one is StartSignal => one.type === 'break-start' && one.position === undefined);
}

/** A playlist that is a segment behind is not asked yet; one that has left the break behind is not asked any more. */
function isInside({ startsAt }: StartSignal, other: PlaylistWatch): boolean {
  const window = windowOf(other);
  return window !== null && startsAt >= window.from && startsAt + (other.media?.targetDurationMs ?? 0) < window.to;
}

function isSame(one: StartSignal, other: StartSignal): boolean {
  return one.kind === other.kind && Math.abs(one.startsAt - other.startsAt) <= SAME_PLACE_MS;
}
