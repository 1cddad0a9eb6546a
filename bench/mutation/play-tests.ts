import { parentPort, workerData } from 'node:worker_threads';
import { tests } from './vitest-stand-in.js';

/** What the seeded code reads and counts in; Stryker names it so. */
interface Seeded {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> } | undefined;
}

/** A fault that is met so often runs for ever. */
const HIT_LIMIT = 1_000_000;

/** The faults to play, in order; `loaded`: the one that was there already when the tests were loaded. */
export interface PlayOrder {
  readonly ids: readonly string[];
  readonly loaded: string | null;
}

/** What became of a fault. `loads`: its code runs while the tests load, so it must be played in a thread of its own. */
export interface Played {
  readonly id: string;
  readonly verdict: 'killed' | 'timeout' | 'survived' | 'no-coverage' | 'loads';
  readonly by: string;
}

const { ids, loaded } = workerData as PlayOrder;
const seeded = (globalThis as { __stryker__?: Seeded }).__stryker__ ?? {};
const order = tests.map((_, at) => at);

/** Plays those tests that meet the fault; the one that noticed a fault last is asked first. */
function play(id: string, meets: (at: number) => boolean): Played {
  Object.assign(seeded, { activeMutant: id, hitCount: 0, hitLimit: HIT_LIMIT });
  const asked = order.filter(meets);
  for (const at of asked) {
    try {
      tests[at]?.run();
    } catch (error) {
      order.splice(order.indexOf(at), 1);
      order.unshift(at);
      const isEndless = String(error).includes('Hit count limit reached');
      return { id, verdict: isEndless ? 'timeout' : 'killed', by: tests[at]?.name ?? '' };
    }
  }
  return { id, verdict: asked.length === 0 ? 'no-coverage' : 'survived', by: '' };
}

if (loaded !== null) parentPort?.postMessage(play(loaded, () => true));
else {
  seeded.activeMutant = 'none';
  for (const [at, test] of tests.entries()) {
    seeded.currentTestId = String(at);
    test.run(); // What fails without a fault fails here, and ends the run.
  }
  seeded.currentTestId = undefined;
  const { static: loading = {}, perTest = {} } = structuredClone(seeded.mutantCoverage) ?? {};
  for (const id of ids) {
    const played: Played =
      id in loading
        ? { id, verdict: 'loads', by: '' }
        : play(id, (at) => perTest[at] !== undefined && id in perTest[at]);
    parentPort?.postMessage(played);
  }
}
