import type { WallMs } from '@cutaway/model';
import { forgetOldest } from '../beacons/forget-oldest.js';

/** How long an answer is good, and how long it is better than none. */
export interface Life {
  readonly freshUntilMs: WallMs;
  readonly staleUntilMs: WallMs;
}

/** Answers by key: one asks for all (singleflight), an old answer serves while a new one is made (RFC 5861 §3). */
export interface CohortCache<T> {
  /** `life` is read when `load` has answered. Rejects only where `load` does and no old answer is there. */
  get(key: string, load: () => Promise<T>, life: () => Life): Promise<T>;
  /** What is there, unless whoever asks now is to renew it. */
  peek(key: string): T | undefined;
  clear(): void;
  /** `waited`: answered by another's question. */
  counts(): { readonly fresh: number; readonly stale: number; readonly waited: number; readonly loaded: number };
}

export interface CohortCacheOptions {
  readonly nowMs: () => WallMs;
  /** 0 to 1; decides who asks early, nothing that a viewer sees. */
  readonly random: () => number;
  /** Beyond that a sixteenth goes, those that were asked for longest ago. */
  readonly maxEntries?: number;
}

/** Cohorts of one break, and of the one before. */
const MAX_ENTRIES = 40_000;
/** A load that takes longer has hung: whoever comes next asks again. */
const HUNG_AFTER_MS = 5000;
/** After a load that failed the old answer serves so long before the next try. */
const RETRY_AFTER_MS = 1000;

interface Entry<T> extends Life {
  readonly value: T;
  /** How long its load took: the longer, the earlier the next one starts. */
  readonly loadMs: number;
  readonly retryAtMs: WallMs;
}
interface Flight<T> {
  readonly answer: Promise<T>;
  readonly startedMs: WallMs;
}

export function createCohortCache<T>({ nowMs, random, maxEntries = MAX_ENTRIES }: CohortCacheOptions): CohortCache<T> {
  const entries = new Map<string, Entry<T>>();
  const flights = new Map<string, Flight<T>>();
  const counts = { fresh: 0, stale: 0, waited: 0, loaded: 0 };

  function put(key: string, entry: Entry<T>): void {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > maxEntries) forgetOldest(entries, maxEntries >> 4);
  }

  function load(key: string, ask: () => Promise<T>, life: () => Life): Promise<T> {
    const startedMs = nowMs();
    const known = flights.get(key);
    if (known !== undefined && startedMs - known.startedMs < HUNG_AFTER_MS) {
      counts.waited += 1;
      return known.answer;
    }
    counts.loaded += 1;
    const answer = ask().then(
      (value) => {
        if (flights.get(key)?.answer === answer) flights.delete(key);
        put(key, { value, ...life(), loadMs: nowMs() - startedMs, retryAtMs: 0 });
        return value;
      },
      (error: unknown) => {
        if (flights.get(key)?.answer === answer) flights.delete(key);
        const old = entries.get(key);
        if (old !== undefined) entries.set(key, { ...old, retryAtMs: nowMs() + RETRY_AFTER_MS });
        throw error;
      },
    );
    flights.set(key, { answer, startedMs });
    return answer;
  }

  /** One asks for all: while that one waits, the old answer is as good as a fresh one. */
  const toRenew = (key: string, entry: Entry<T>, now: WallMs): boolean =>
    !flights.has(key) && now >= entry.retryAtMs && (now >= entry.freshUntilMs || startsEarly(entry, now, random()));

  function serve(key: string, entry: Entry<T>, now: WallMs): T {
    put(key, entry); // the latest asked for is last
    counts[now < entry.freshUntilMs ? 'fresh' : 'stale'] += 1;
    return entry.value;
  }

  return {
    get(key, ask, life) {
      const now = nowMs();
      const entry = entries.get(key);
      if (entry === undefined || now >= entry.staleUntilMs) return load(key, ask, life);
      if (toRenew(key, entry, now)) load(key, ask, life).catch(() => {}); // the old one serves
      return Promise.resolve(serve(key, entry, now));
    },
    peek(key) {
      const now = nowMs();
      const entry = entries.get(key);
      if (entry === undefined || now >= entry.staleUntilMs || toRenew(key, entry, now)) return undefined;
      return serve(key, entry, now);
    },
    clear: () => entries.clear(),
    counts: () => ({ ...counts }),
  };
}

/**
 * XFetch (Vattani, Chierichetti, Lowenstein 2015, "Optimal probabilistic cache stampede prevention"): the nearer the end and the longer
 * a load takes, the likelier a request starts one, so that answers do not all expire at once.
 */
function startsEarly({ freshUntilMs, loadMs }: Entry<unknown>, nowMs: WallMs, chance: number): boolean {
  return nowMs - loadMs * Math.log(Math.max(chance, Number.MIN_VALUE)) >= freshUntilMs;
}
