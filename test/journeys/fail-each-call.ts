import { expect } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

/** The break is from 21 to 33 s: what has not come back 17 s later does not. */
const JOURNEY_MS = 50_000;

interface Journey extends StageOptions {
  /** Default: the live channel. */
  readonly set?: (options: StageOptions) => Stage;
  /** How many breaks it has. Default 1. */
  readonly breaks?: number;
}

/** Runs the journey with the n-th port call throwing; -1: none. Tells how many calls there were. */
async function journey({ set = setStage, ...options }: Journey, failing: number, journeyMs: number) {
  let calls = 0;
  let failed = '';
  const stage = set({
    ...options,
    onPortCall: (port) => {
      if (calls++ !== failing) return;
      failed = port;
      throw new Error(`the ${port} port fails`);
    },
  });
  await stage.clock.advance(journeyMs);
  const last = stage.player.frames.slice(-25);
  const result = {
    calls,
    failed,
    endsInContent: last.length === 25 && last.every(({ what }) => what === 'content'),
    isMoving: stage.clock.port.nowMs() - (last[24]?.atMs ?? 0) <= 200,
    doubles: stage.beacons().filter((beacon, index, all) => all.indexOf(beacon) !== index),
    verdicts: stage.reports.length,
    faults: stage.player.faults,
  };
  stage.end();
  await stage.clock.advance(15_000);
  return { ...result, pending: stage.clock.pending() };
}

/** Tries every call in turn: whichever fails, content returns, no beacon is doubled and nothing stays alive. */
export async function failEachCall(options: Journey, journeyMs = JOURNEY_MS): Promise<void> {
  const { calls } = await journey(options, -1, journeyMs);
  expect(calls).toBeGreaterThan(50);
  for (let n = 0; n < calls; n++) {
    const result = await journey(options, n, journeyMs);
    const what = `call ${n} (${result.failed})`;
    expect(result, what).toMatchObject({ endsInContent: true, isMoving: true, faults: [], pending: 0 });
    expect(result.doubles, what).toEqual([]);
    expect(result.verdicts, what).toBe(options.breaks ?? 1);
  }
}
