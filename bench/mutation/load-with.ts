import { workerData } from 'node:worker_threads';
import type { PlayOrder } from './play-tests.js';

// Comes before the reducer: what its modules do while they load may be where the fault is.
const { loaded } = workerData as PlayOrder;
Object.assign(globalThis, {
  __stryker__: { activeMutant: loaded ?? 'none', mutantCoverage: { static: {}, perTest: {} } },
});
