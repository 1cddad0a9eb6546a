import type { Beacon } from '@cutaway/model';
import { noteBeacons } from '../telemetry/telemetry.js';
import type { Turn } from '../turn.js';
import type { BreakRun } from './break-run.js';
import { enqueue } from './queue.js';

/** Beacons about a whole break, its errors among them: into the outbox, and into the ledger. */
export function enqueueOfBreak(turn: Turn, run: BreakRun, beacons: readonly Beacon[]): void {
  enqueue(turn, beacons);
  noteBeacons(turn, run, beacons);
}
