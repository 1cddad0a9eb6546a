import { RecentMap } from '../beacons/recent-map.js';
import type { CapIdentity } from '../eligibility/facts.js';
import { countIn, type CapIndex } from './cap-record.js';
import type { CapBlock, CompiledCap } from './compiled-cap.js';

/** An ad that the stream has shown, or will have shown before this one. */
export interface ShownAd {
  /** What it counts for: keys of its caps, `campaign:spring`. */
  readonly keys: readonly string[];
}

/** Those of one break. */
export interface ShownBreak<Ad extends ShownAd = ShownAd> {
  readonly breakId: string;
  /** Wall clock. */
  readonly atMs: number;
  readonly ads: readonly Ad[];
}

/** What is known of whoever asks when ads are chosen. */
export interface CapSight {
  /** null: not known, or consent does not allow to know. */
  readonly device: CapIndex | null;
  readonly user: CapIndex | null;
  readonly household: CapIndex | null;
  /** From the session's token: no store knows it. */
  readonly shown: readonly ShownBreak[];
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
  if (per === 'break' || per === 'pod') return shownIn(sight.breakId, key, sight.shown);
  if (per === 'stream') return timesOf(key, sight.shown).length;
  const place = countedIn(per, sight);
  if (place !== 'stream') return countIn(sight[place]?.get(cap.capId) ?? [], cap.capId, cap.units, atMs);
  const times = timesOf(key, sight.shown);
  return cap.windowMs === null ? times.length : times.filter((ms) => atMs - ms <= (cap.windowMs ?? 0)).length;
}

function shownIn(breakId: string, key: string, shown: CapSight['shown']): number {
  let count = 0;
  for (const brk of shown)
    if (brk.breakId === breakId) count += brk.ads.filter(({ keys }) => keys.includes(key)).length;
  return count;
}

const NEVER: readonly number[] = [];
/** Of the stream that was looked at last: it is asked for each cap of each candidate. */
let last: { readonly shown: CapSight['shown']; readonly times: ReadonlyMap<string, readonly number[]> } | null = null;

/** When the stream showed what counts for a key. */
function timesOf(key: string, shown: CapSight['shown']): readonly number[] {
  if (shown.length === 0) return NEVER;
  if (last?.shown !== shown) last = { shown, times: timesByKey(shown) };
  return last.times.get(key) ?? NEVER;
}

function timesByKey(shown: CapSight['shown']): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { atMs, ads } of shown)
    for (const { keys } of ads)
      for (const key of new Set(keys)) {
        const known = times.get(key);
        if (known === undefined) times.set(key, [atMs]);
        else known.push(atMs);
      }
  return times;
}

/** The first cap that has no room, with what it counted; null: the ad may be shown once more. */
export function blockedBy(sight: CapSight, caps: readonly CompiledCap[], atMs: number): CapBlock | null {
  const counts = isNewcomer(sight) ? null : countsOf(caps, sight, atMs);
  for (let at = 0; at < caps.length; at += 1) {
    const cap = caps[at]!;
    const count = counts === null ? 0 : counts[at]!;
    if (count >= cap.limit) return { cap, count };
  }
  return null;
}

interface Counted {
  readonly sight: CapSight;
  readonly caps: readonly CompiledCap[];
  readonly atMs: number;
  readonly counts: readonly number[];
}

/** Of the list that was counted last: what an ad is asked for whether it is blocked is asked for what is left of it next. */
let lastCounted: Counted | null = null;

function countsOf(caps: readonly CompiledCap[], sight: CapSight, atMs: number): readonly number[] {
  if (lastCounted?.caps !== caps || lastCounted.sight !== sight || lastCounted.atMs !== atMs)
    lastCounted = { sight, caps, atMs, counts: caps.map((cap) => countOf(cap, sight, atMs)) };
  return lastCounted.counts;
}

type PodLimit = { readonly key: string; readonly limit: number };

/** What caps leave to whom nothing was shown yet: the same for all of them, so it is worked out once for each list of caps. */
const ofNewcomers = new WeakMap<readonly CompiledCap[], readonly PodLimit[]>();

function newcomersLimits(caps: readonly CompiledCap[]): readonly PodLimit[] {
  const known = ofNewcomers.get(caps);
  if (known !== undefined) return known;
  const limits = oneOf(limitsOf(caps, null));
  ofNewcomers.set(caps, limits);
  return limits;
}

/**
 * How many more of each key one pod may hold (`PodCandidate.limits`): the least of what its caps leave. Where that is as many as there are
 * line items, it limits nothing and is left out. Lists that say the same are the same list, by which an offer is known again.
 */
export function podLimits(sight: CapSight, caps: readonly CompiledCap[], atMs: number): readonly PodLimit[] {
  const most = newcomersLimits(caps);
  if (isNewcomer(sight)) return most;
  return oneOf(limitsOf(caps, countsOf(caps, sight, atMs)));
}

const isNewcomer = ({ shown, device, user, household }: CapSight): boolean =>
  shown.length === 0 && !device?.size && !user?.size && !household?.size;

/** `counts`: of each cap; null: none was seen. */
function limitsOf(caps: readonly CompiledCap[], counts: readonly number[] | null): readonly PodLimit[] {
  const limits: { key: string; limit: number }[] = [];
  for (let at = 0; at < caps.length; at += 1) {
    const cap = caps[at]!;
    const left = Math.max(cap.limit - (counts === null ? 0 : counts[at]!), 0);
    if (left >= cap.reach) continue;
    const known = limits.find(({ key }) => key === cap.key); // there are few: a Map would cost more
    if (known === undefined) limits.push({ key: cap.key, limit: left });
    else known.limit = Math.min(left, known.limit);
  }
  return limits;
}

const NO_LIMITS: readonly PodLimit[] = [];
const LISTS_KEPT = 10_000;
const lists = new RecentMap<readonly PodLimit[]>(LISTS_KEPT);

function oneOf(limits: readonly PodLimit[]): readonly PodLimit[] {
  if (limits.length === 0) return NO_LIMITS;
  let name = '';
  for (const { key, limit } of limits) name += `${limit} ${key}\n`;
  const known = lists.get(name);
  if (known === undefined) lists.set(name, limits);
  return known ?? limits;
}
