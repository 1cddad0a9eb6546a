import type { CapIdentity } from '../eligibility/facts.js';
import { countIn, type CapIndex } from './cap-record.js';
import type { CapBlock, CompiledCap } from './compiled-cap.js';

/** An ad that the stream has shown, or will have shown before this one. */
export interface ShownAd {
  /** What it counts for: keys of its caps, `campaign:spring`. */
  readonly keys: readonly string[];
  readonly breakId: string;
  /** Wall clock. */
  readonly atMs: number;
}

/** What is known of whoever asks when ads are chosen. */
export interface CapSight {
  /** null: not known, or consent does not allow to know. */
  readonly device: CapIndex | null;
  readonly user: CapIndex | null;
  readonly household: CapIndex | null;
  /** From the session's token: no store knows it. */
  readonly shown: readonly ShownAd[];
  readonly breakId: string;
}

export type CountedIn = 'device' | 'user' | 'household' | 'stream';

/** Where a cap is counted for somebody not all of whose names are known: by the next narrower one, by the stream at last. */
export function countedIn(per: 'device' | 'user' | 'household', known: Known): CountedIn {
  if (per === 'household' && known.household !== null) return 'household';
  if (per !== 'device' && known.user !== null) return 'user';
  return known.device !== null ? 'device' : 'stream';
}

type Known = { readonly [Kind in keyof CapIdentity]: unknown };

/** How often what the cap counts was seen. Never less than the truth, as far as it is known. */
function countOf(cap: CompiledCap, sight: CapSight, atMs: number): number {
  const { per, key } = cap;
  if (per === 'break' || per === 'pod') return shownOf(key, sight, (ad) => ad.breakId === sight.breakId);
  if (per === 'stream') return shownOf(key, sight, () => true);
  const place = countedIn(per, sight);
  if (place !== 'stream') return countIn(sight[place]?.get(cap.capId) ?? [], cap.capId, cap.units, atMs);
  return shownOf(key, sight, (ad) => cap.windowMs === null || atMs - ad.atMs <= cap.windowMs);
}

function shownOf(key: string, { shown }: CapSight, counts: (ad: ShownAd) => boolean): number {
  if (shown.length === 0) return 0;
  return shown.filter((ad) => ad.keys.includes(key) && counts(ad)).length;
}

/** The first cap that has no room, with what it counted; null: the ad may be shown once more. */
export function blockedBy(sight: CapSight, caps: readonly CompiledCap[], atMs: number): CapBlock | null {
  for (const cap of caps) {
    const count = countOf(cap, sight, atMs);
    if (count >= cap.limit) return { cap, count };
  }
  return null;
}

type PodLimit = { readonly key: string; readonly limit: number };

/** What caps leave to whom nothing was shown yet: the same for all of them, so it is worked out once for each list of caps. */
const ofNewcomers = new WeakMap<readonly CompiledCap[], readonly PodLimit[]>();

/** How many more of each key one pod may hold (`PodCandidate.limits`): the least of what its caps leave. */
export function podLimits(sight: CapSight, caps: readonly CompiledCap[], atMs: number): readonly PodLimit[] {
  if (!isNewcomer(sight)) return limitsOf(sight, caps, atMs);
  const known = ofNewcomers.get(caps);
  const limits = known ?? limitsOf(sight, caps, atMs);
  if (known === undefined) ofNewcomers.set(caps, limits);
  return limits;
}

const isNewcomer = ({ shown, device, user, household }: CapSight): boolean =>
  shown.length === 0 && !device?.size && !user?.size && !household?.size;

function limitsOf(sight: CapSight, caps: readonly CompiledCap[], atMs: number): readonly PodLimit[] {
  const limits: { key: string; limit: number }[] = [];
  for (const cap of caps) {
    const left = Math.max(cap.limit - countOf(cap, sight, atMs), 0);
    const known = limits.find(({ key }) => key === cap.key); // there are few: a Map would cost more
    if (known === undefined) limits.push({ key: cap.key, limit: left });
    else known.limit = Math.min(left, known.limit);
  }
  return limits;
}
