import type { CapCommit, CapPromise, CapRelease, CapStore } from './cap-store.js';
import { createMemoryCapStore } from './memory-cap-store.js';
import { createOutage } from './outage.js';
import { createRecordShelf } from './record-shelf.js';
import { LIFETIME_MS } from './cap-window.js';
import { decodeRecord, encodeRecord } from './cap-record.js';
import { fullUntil } from './step-record.js';

export interface GuardOptions {
  /** Viewers of whom this node keeps what it last knew. */
  readonly mostRecords?: number;
  /** What waits to be told to the store; beyond that, the oldest is given up and told of here. */
  readonly mostWaiting?: number;
  readonly onLost?: (key: string) => void;
  /**
   * Whether this node serves a viewer's capped ads while the store is away; where no two nodes say yes for one key, one outage lets at
   * most one exposure of a cap too many through, otherwise one for each node that the viewer reaches. Left out: always.
   */
  readonly serves?: (key: string) => boolean;
  /** For how long a store that did not answer is not asked. */
  readonly restMs?: number;
}

/** Viewers who had their one exposure of an outage: some 200 bytes each. */
const MOST_SHOWN = 200_000;
/** Longer than a decision that reads it takes. */
const AN_OUTAGE_MS = 60_000;

export interface GuardedCapStore extends CapStore {
  /** Every so often: tells a store that is back what it missed. False: it is still away. */
  recover(nowMs: number): Promise<boolean>;
  readonly isAway: () => boolean;
  /** What it said last while it was away. null: it is not. */
  readonly fault: () => string | null;
}

/**
 * The policy for a store that does not answer. Ads go on being shown, by what this node last knew of a viewer and by no more than one
 * exposure of each cap in one outage, whether it knew them or not. All that happens meanwhile is told to the store, in order, before
 * it is asked again; ids tell it what it had done all the same.
 */
export function guardCapStore(store: CapStore, options: GuardOptions = {}): GuardedCapStore {
  const { mostRecords = 50_000, mostWaiting = 100_000, onLost = () => undefined, restMs = 250 } = options;
  const { serves = () => true } = options;
  const shelf = createRecordShelf(mostRecords);
  const local = createMemoryCapStore({ shelf });
  const outage = createOutage({ mostWaiting, mostShown: MOST_SHOWN, onLost });

  return {
    isAway: outage.isOn,
    fault: outage.fault,
    read: async (keys, nowMs) => {
      const records = await tried(nowMs, () => store.read(keys, nowMs));
      if (records === null) return readHere(keys, nowMs);
      keys.forEach((key, i) => shelf.replace(key, records[i] ?? null, nowMs + LIFETIME_MS));
      return records;
    },
    reserve: async (promise) => {
      const answers = await tried(promise.nowMs, () => store.reserve(promise));
      if (answers === null) return reserveHere(promise);
      const promised = promise.exposures.filter((_, i) => answers[i] === -1);
      if (promised.length > 0) await local.reserve({ ...promise, exposures: promised });
      return answers;
    },
    commit: async (commit: CapCommit) => {
      const isCounted = await tried(commit.nowMs, () => store.commit(commit));
      if (isCounted === null) outage.wait(commit.key, async (to) => void (await to.commit(commit)));
      const isCountedHere = await local.commit(commit);
      return isCounted ?? isCountedHere;
    },
    release: async (release: CapRelease) => {
      const isReleased = await tried(release.nowMs, () => store.release(release));
      if (isReleased === null) outage.wait(release.key, async (to) => void (await to.release(release)));
      const isReleasedHere = await local.release(release);
      return isReleased ?? isReleasedHere;
    },
    recover: (nowMs) => outage.recover(store, nowMs, restMs),
    close: async () => {
      await outage.recover(store, Infinity, 0);
      await store.close();
    },
  };

  /** A cap that has given its one exposure of this outage reads as full, so that nobody asks for it in vain. */
  async function readHere(keys: readonly string[], nowMs: number): Promise<readonly (Uint8Array | null)[]> {
    const records = await local.read(keys, nowMs);
    return records.map((bytes, i) => {
      const spent = outage.shownTo(keys[i] ?? '');
      if (spent.length === 0) return bytes;
      const full = spent.map((capId) => fullUntil(capId, nowMs + AN_OUTAGE_MS));
      return encodeRecord([...decodeRecord(bytes), ...full]);
    });
  }

  /** null: it does not answer, or still has to hear what it missed. */
  async function tried<Answer>(nowMs: number, run: () => Promise<Answer>): Promise<Answer | null> {
    if (outage.isOn()) {
      void outage.recover(store, nowMs, restMs); // a viewer does not wait for it
      return null;
    }
    try {
      return await run();
    } catch (error) {
      outage.begin(nowMs, error);
      return null;
    }
  }

  async function reserveHere(promise: CapPromise): Promise<readonly number[]> {
    const { key, nowMs } = promise;
    const answers: number[] = [];
    for (const exposure of promise.exposures) {
      const spent = serves(key) ? exposure.caps.findIndex(({ capId }) => outage.hasShown(key, capId)) : 0;
      const [answer = 0] = spent === -1 ? await local.reserve({ ...promise, exposures: [exposure] }) : [spent];
      answers.push(answer);
      if (answer === -1) outage.show(key, exposure.caps);
      // It may have been promised by a store that only did not say so.
      outage.wait(key, async (to) => {
        if (answer === -1) await to.reserve({ ...promise, exposures: [exposure] });
        else await to.release({ key, exposure, nowMs });
      });
    }
    return answers;
  }
}
