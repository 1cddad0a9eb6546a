import type { Beacon } from '@cutaway/model';
import { type Parcel, sign } from '@cutaway/tracking';
import { NOT_SHARED } from '../privacy/privacy-macros.js';
import { discloses } from '../privacy/privacy.js';
import { scrub } from '../privacy/scrub.js';
import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';

/** Stands in what is stored where a URL has the device's id. Beacons have no macros left, so it can be nothing else. */
const PLACE = '[IFA]';

/** Remembers the id that URLs may be told now: it is to be found in them later. */
export function noteId(turn: Turn): void {
  const { keep, privacy } = turn.state;
  const { ids = [] } = keep;
  const ifa = discloses(privacy).identity?.ifa;
  if (ifa && ids.indexOf(ifa) < 0) amend(turn, { keep: { ...keep, ids: [...ids, ifa] } });
}

/** The parcels without a device's id: in the place of the present one its macro, in that of others -2. `mark` proves which it was. */
export function hideIds({ outbox, keep, privacy, sessionId }: SessionState): {
  readonly parcels: readonly Parcel[];
  readonly mark: string | null;
} {
  const ifa = discloses(privacy).identity?.ifa ?? null;
  let { parcels } = outbox;
  for (const id of keep.ids ?? []) parcels = scrub(parcels, id, id === ifa ? PLACE : NOT_SHARED);
  const hasPlace = parcels.some(({ beacon }) => beacon.url.indexOf(PLACE) >= 0);
  return { parcels, mark: ifa !== null && hasPlace ? markOf(sessionId, ifa) : null };
}

/** Stored parcels as they may leave: with the id where this session may tell the same one, else with -2 (VAST 4.3 §6.1: not to be shared). */
export function fillIds({ privacy }: SessionState, parcels: readonly Parcel[], mark: string | null): readonly Parcel[] {
  const ifa = discloses(privacy).identity?.ifa ?? null;
  const isSame = ifa !== null && mark !== null && mark === markOf(mark.split('.')[0] ?? '', ifa);
  const value = isSame ? encodeURIComponent(ifa) : NOT_SHARED;
  const fill = (beacon: Beacon): Beacon => ({ ...beacon, url: beacon.url.split(PLACE).join(value) });
  return parcels.map((parcel) => ({ ...parcel, beacon: fill(parcel.beacon) }));
}

/** True while it is not known yet whether stored beacons may have their id back. */
export function isIdAwaited({ privacy }: SessionState): boolean {
  return privacy.identity === null || privacy.consent.is === 'awaited';
}

/** The id cannot be had back from it, and another session's mark of the same id is another. */
const markOf = (sessionId: string, ifa: string): string => `${sessionId}.${sign(`${sessionId} ${ifa}`, null)}`;
