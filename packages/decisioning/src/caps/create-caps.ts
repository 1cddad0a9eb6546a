import type { CapIdentity } from '../eligibility/facts.js';
import { capKey, type IdentityKind } from './cap-key.js';
import { decodeRecord, indexRecord } from './cap-record.js';
import type { CapStore, Exposure } from './cap-store.js';
import type { CompiledCap } from './compiled-cap.js';
import { countedIn, type CapSight, type ShownBreak } from './counts.js';

/** One ad of a pod, to be shown to one viewer. */
export interface Showing {
  readonly adInstanceId: string;
  readonly caps: readonly CompiledCap[];
}

export interface Looked {
  readonly shown: readonly ShownBreak[];
  readonly breakId: string;
  readonly nowMs: number;
}

/** A showing for which there is no room, found when it was to be promised: somebody else of the household was faster. */
export interface Refusal {
  readonly adInstanceId: string;
  readonly cap: CompiledCap;
}

/** How often viewers have seen what: read once for a decision, promised with the pod, counted with the impression. */
export interface Caps {
  /** One round trip, for `blockedBy` and `podLimits`. */
  look(identity: CapIdentity, looked: Looked): Promise<CapSight>;
  /** All that is promised is promised to device, user and household alike. What is refused is promised to none. */
  reserve(
    identity: CapIdentity,
    showings: readonly Showing[],
    times: { nowMs: number; expiresAtMs: number },
  ): Promise<readonly Refusal[]>;
  /** False: counted before. */
  commit(identity: CapIdentity, showing: Showing, times: { nowMs: number; shownAtMs: number }): Promise<boolean>;
  release(identity: CapIdentity, showings: readonly Showing[], nowMs: number): Promise<void>;
}

const KINDS: readonly IdentityKind[] = ['device', 'user', 'household'];

export function createCaps(store: CapStore): Caps {
  return {
    look: async (identity, { shown, breakId, nowMs }) => {
      const known = KINDS.filter((kind) => identity[kind] !== null);
      const keys = known.map((kind) => capKey(kind, identity[kind] ?? ''));
      const records = keys.length > 0 ? await store.read(keys, nowMs) : [];
      const recordOf = (kind: IdentityKind) =>
        known.includes(kind) ? indexRecord(decodeRecord(records[known.indexOf(kind)] ?? null)) : null;
      return {
        device: recordOf('device'),
        user: recordOf('user'),
        household: recordOf('household'),
        shown,
        breakId,
      };
    },
    reserve: async (identity, showings, { nowMs, expiresAtMs }) => {
      const parts = partsOf(identity, showings);
      const answers = await Promise.all(
        parts.map(({ key, exposures }) => store.reserve({ key, exposures, nowMs, expiresAtMs })),
      );
      const refusals = new Map<string, Refusal>();
      parts.forEach(({ exposures, caps }, part) => {
        exposures.forEach(({ id }, i) => {
          const cap = caps[i]?.[answers[part]?.[i] ?? -1];
          if (cap !== undefined) refusals.set(id, { adInstanceId: id, cap });
        });
      });
      // What one of them refused, the others give back.
      const refused = showings.filter(({ adInstanceId }) => refusals.has(adInstanceId));
      if (refused.length > 0 && parts.length > 1) await release(identity, refused, nowMs);
      return [...refusals.values()];
    },
    commit: async (identity, showing, { nowMs, shownAtMs }) => {
      const commits = partsOf(identity, [showing]).flatMap(({ key, exposures }) =>
        exposures.map((exposure) => store.commit({ key, exposure, nowMs, shownAtMs })),
      );
      const counted = await Promise.all(commits);
      return counted.includes(true);
    },
    release,
  };

  async function release(identity: CapIdentity, showings: readonly Showing[], nowMs: number): Promise<void> {
    const releases = partsOf(identity, showings).flatMap(({ key, exposures }) =>
      exposures.map((exposure) => store.release({ key, exposure, nowMs })),
    );
    await Promise.all(releases);
  }
}

interface Part {
  readonly key: string;
  readonly exposures: readonly Exposure[];
  /** Of each exposure, in the same order as its counted caps. */
  readonly caps: readonly (readonly CompiledCap[])[];
}

/** What each of the viewer's records is to count. */
function partsOf(identity: CapIdentity, showings: readonly Showing[]): readonly Part[] {
  return KINDS.flatMap((kind) => {
    const id = identity[kind];
    if (id === null) return [];
    const exposures: Exposure[] = [];
    const counted: (readonly CompiledCap[])[] = [];
    for (const { adInstanceId, caps } of showings) {
      const mine = countedBy(kind, caps, identity);
      if (mine.length === 0) continue;
      exposures.push({ id: adInstanceId, caps: mine });
      counted.push(mine);
    }
    return exposures.length === 0 ? [] : [{ key: capKey(kind, id), exposures, caps: counted }];
  });
}

/** By list of caps, and in it by kind and by which of a viewer's names are known. */
const counts = new WeakMap<readonly CompiledCap[], (readonly CompiledCap[] | undefined)[]>();

/** Those of an ad's caps that one of its viewer's records counts: the same for all who are known by the same kinds of names. */
function countedBy(kind: IdentityKind, caps: readonly CompiledCap[], identity: CapIdentity): readonly CompiledCap[] {
  const { device, user, household } = identity;
  const known = (device === null ? 0 : 1) + (user === null ? 0 : 2) + (household === null ? 0 : 4);
  const lists = counts.get(caps) ?? [];
  if (lists.length === 0) counts.set(caps, lists);
  return (lists[8 * KINDS.indexOf(kind) + known] ??= caps.filter((cap) => isCountedIn(kind, cap, identity)));
}

function isCountedIn(kind: IdentityKind, { per }: CompiledCap, identity: CapIdentity): boolean {
  return per !== 'break' && per !== 'pod' && per !== 'stream' && countedIn(per, identity) === kind;
}
