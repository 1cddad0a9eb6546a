import { forgetOldest } from '../beacons/forget-oldest.js';
import type { CapStore } from './cap-store.js';
import type { CountedCap } from './step-record.js';

type Missed = (store: CapStore) => Promise<void>;

/** A time in which a store does not answer, until it has heard all that it missed. */
export interface Outage {
  isOn(): boolean;
  /** Why the store is away, in its own words. null: it is not. */
  fault(): string | null;
  begin(nowMs: number, error: unknown): void;
  wait(key: string, missed: Missed): void;
  /** Whether a cap's one exposure of this outage was given to a viewer. */
  hasShown(key: string, capId: number): boolean;
  show(key: string, caps: readonly CountedCap[]): void;
  /** The caps that have given a viewer their one exposure. */
  shownTo(key: string): readonly number[];
  /** Asks again when `restMs` have gone since it failed last. True: the outage is over, or there was none. */
  recover(store: CapStore, nowMs: number, restMs: number): Promise<boolean>;
}

/** Told together, in order: as many as a connection takes at a time. */
const AT_ONCE = 500;

/** `mostShown`: viewers of whom is known that they had their exposure. Beyond that a sixteenth goes, those who had it longest ago. */
export interface OutageBounds {
  readonly mostWaiting: number;
  readonly mostShown: number;
  readonly onLost: (key: string) => void;
}

export function createOutage(bounds: OutageBounds): Outage {
  let state:
    { readonly phase: 'none' } | { readonly phase: 'away'; readonly failedAtMs: number; readonly why: string } = {
    phase: 'none',
  };
  let waiting: { readonly key: string; readonly missed: Missed }[] = [];
  let recovering: Promise<boolean> | null = null;
  const shown = new Map<string, Set<number>>();

  return {
    isOn: () => state.phase === 'away',
    fault: () => (state.phase === 'away' ? state.why : null),
    begin: (nowMs, error) => void (state = away(nowMs, error)),
    wait: (key, missed) => {
      waiting.push({ key, missed });
      if (waiting.length > bounds.mostWaiting) bounds.onLost(waiting.shift()?.key ?? '');
    },
    hasShown: (key, capId) => shown.get(key)?.has(capId) === true,
    show: (key, caps) => {
      const before = shown.get(key) ?? [];
      shown.delete(key); // so that it comes last
      shown.set(key, new Set([...before, ...caps.map(({ capId }) => capId)]));
      if (shown.size > bounds.mostShown) forgetOldest(shown, bounds.mostShown >> 4);
    },
    shownTo: (key) => [...(shown.get(key) ?? [])],
    recover: (store, nowMs, restMs) => {
      if (state.phase === 'none' && waiting.length === 0) return Promise.resolve(true);
      if (state.phase === 'away' && nowMs - state.failedAtMs < restMs) return Promise.resolve(false);
      recovering ??= tell(store, nowMs).finally(() => (recovering = null));
      return recovering;
    },
  };

  async function tell(store: CapStore, nowMs: number): Promise<boolean> {
    try {
      await store.read(['probe'], nowMs);
      while (waiting.length > 0) {
        const some = waiting.slice(0, AT_ONCE);
        await Promise.all(some.map(({ missed }) => missed(store)));
        // The oldest may have been given up meanwhile, and more have come.
        const told = new Set(some);
        waiting = waiting.filter((one) => !told.has(one));
      }
    } catch (error) {
      state = away(nowMs, error);
      return false;
    }
    state = { phase: 'none' };
    shown.clear();
    return true;
  }
}

const away = (failedAtMs: number, error: unknown) =>
  ({ phase: 'away', failedAtMs, why: error instanceof Error ? error.message : String(error) }) as const;
