import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import { createCollector, type Collector } from '../beacons/collector.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { createEventFold } from '../reports/event-fold.js';
import { aDisk } from './a-disk.builder.js';
import { createCheckpoints, type Checkpoints, type CheckpointsOptions } from './checkpoints.js';
import type { KeptPart } from './kept-part.js';
import { openSegmentLog, type SegmentLog } from './open-segment-log.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const caller = { address: null, userAgent: null, agentClass: 0, networkClass: 0 } as const;
const EVENTS = ['impression', 'start', 'firstQuartile', 'complete', 'clickTracking', 'error'] as const;
const HOUR = 3_600_000;

/** Any growth is worth one. */
const LITTLE = { leastBytes: 1, leastMs: -Infinity };

/** A process on the data that the one before it has left. */
interface Running {
  readonly collector: Collector;
  readonly log: SegmentLog;
  readonly checkpoints: Checkpoints | null;
  /** How many records were read from the log. */
  readonly read: number;
  /** Writes a checkpoint, as a second that has passed does. */
  write(): Promise<void>;
  /** All that it knows, by part. */
  known(): Record<string, unknown[]>;
}

let disk: ReturnType<typeof aDisk>;
let folder: string;
let nowMs: number;
/** Between two events. */
let stepMs: number;
let faults: string[];

beforeEach(async () => {
  disk = aDisk(() => nowMs);
  folder = await mkdtemp(path.join(tmpdir(), 'checkpoints-'));
  nowMs = NOON;
  stepMs = 5000;
  faults = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(options: Partial<CheckpointsOptions> | null = {}): Promise<Running> {
  const log = await openSegmentLog({ folder: '/log', disk, flushMs: 0, maxSegmentBytes: 4096, nowMs: () => nowMs });
  const onFault = (detail: string) => void faults.push(detail);
  let look = (): void => undefined;
  const every = (_ms: number, run: () => void) => {
    look = run;
    return () => undefined;
  };
  const checkpoints = options && createCheckpoints({ folder, log, onFault, every, ...LITTLE, ...options });
  const fold = createEventFold({ marginMs: HOUR });
  let all: readonly KeptPart[] = [];
  let read = 0;
  const collector = await createCollector({
    ...{ keys, log, fold, nowMs: () => nowMs, writerId: `w${nowMs}.` },
    follow(parts, tell) {
      all = [...parts, ...fold.kept];
      const count: typeof tell = (logged) => {
        read += 1;
        tell(logged);
      };
      return checkpoints === null ? log.follow(0, count) : checkpoints.follow(all, count);
    },
  });
  const known = () => Object.fromEntries(all.map((part) => [part.name, [...part.save()]]));
  const write = async () => {
    look();
    while (checkpoints?.isWriting() === true) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { collector, log, checkpoints, known, read, write };
}

/** What a process knows that reads all of the log. */
async function replayed(): Promise<Record<string, unknown[]>> {
  return (await start(null)).known();
}

/** A viewer's pod of two ads, and what comes of it. */
async function hear({ collector }: Pick<Running, 'collector'>, pod: number, what: number): Promise<string> {
  nowMs += stepMs;
  const ads = [aTicketAd(), aTicketAd({ lineItemId: 'bid', bidderId: 'b1', cpmMicros: 4_000_000 })];
  const more = { podSeed: pod, breakId: `brk-${pod % 3}`, placed: 2, ads, cohort: pod % 5 === 0 ? 'c' : null };
  const token = mintPodToken(aTicket({ ...more, issuedAtMs: NOON, expiresAtMs: NOON + HOUR }), keys);
  if (what === 0) return String(await collector.decided(token, { device: `d${pod}`, user: null, household: null }));
  const silent = { claimedAtMs: null, playhead: null, code: null, of: null, at: null, cacheBusting: null };
  const event = EVENTS[what % EVENTS.length]!;
  const beacon: PodBeacon = { ...silent, token, ad: what % 2, event, nonce: `n${what % 4}`, party: 'client' };
  return collector.hear(beacon, caller);
}

async function hearSome(running: Running, first: number, count: number): Promise<void> {
  for (let n = first; n < first + count; n++) await hear(running, n % 13, n % 11);
}

// Some thousands of events are heard: a busy machine takes long for that.
describe('a start with a checkpoint', { timeout: 60_000 }, () => {
  it('knows what it would know had it read all of the log, whatever came while it was written, and whenever it is killed', async () => {
    const moment = fc.record({
      before: fc.nat(90),
      meanwhile: fc.nat(40),
      after: fc.nat(40),
      starts: fc.integer({ min: 1, max: 3 }),
      step: fc.integer({ min: 1000, max: 60_000 }), // tokens live for an hour: pods and breaks are settled on the way
    });
    await fc.assert(
      fc.asyncProperty(moment, async ({ before, meanwhile, after, starts, step }) => {
        stepMs = step;
        disk.files.clear();
        await rm(folder, { recursive: true, force: true });
        nowMs = NOON;
        let next = 0;
        for (let run = 0; run < starts; run++) {
          let late: Promise<string>[] = [];
          // Each look at the clock finds the slice over, and each turn of the loop brings another event.
          let clockMs = 0;
          const turn = async () => {
            if (late.length < meanwhile) late.push(hear(running, next % 13, next++ % 11));
            await Promise.all(late);
          };
          const running = await start({ nowMs: () => (clockMs += 5), turn });
          await hearSome(running, next, 70 + before);
          next += 70 + before;
          await running.write();
          await Promise.all(late);
          late = [];
          expect(running.known()).toEqual(await replayed()); // and is killed
          const killed = await start();
          await hearSome(killed, next, after);
          next += after;
          expect(killed.known()).toEqual(await replayed());
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('reads only what came after it', async () => {
    const first = await start();
    await hearSome(first, 0, 200);
    await first.checkpoints?.close();
    const second = await start();
    expect(second.read).toBe(0);
    await hearSome(second, 200, 30);
    const third = await start();
    expect([third.read, (await start(null)).read]).toEqual([30, 230]);
    expect(await hear(third, 1, 1)).toBe(await hear(await start(null), 1, 1));
  });

  it('tells what comes while it is written in its order, when it is written', async () => {
    let clockMs = 0;
    const order: string[] = [];
    const turn = async () => {
      if (order.length === 0) order.push(`writing: ${running.checkpoints?.isWriting()}`, await hear(running, 50, 1));
    };
    const running = await start({ nowMs: () => (clockMs += 5), turn });
    await hearSome(running, 0, 200);
    await running.write();
    expect(order).toEqual(['writing: true', 'ok']);
    expect(await hear(running, 50, 1)).toBe('dup');
  });
});

describe('a checkpoint that cannot be used', () => {
  const names = async () => (await readdir(folder)).sort();
  /** Two checkpoints, and some events behind them. */
  async function leaveTwo(): Promise<void> {
    const running = await start();
    await hearSome(running, 0, 60);
    await running.checkpoints?.close();
    const again = await start();
    await hearSome(again, 60, 60);
    await again.checkpoints?.close();
    await hearSome(await start(), 120, 20);
    expect(await names()).toHaveLength(2);
  }

  it('is passed over for the one before it, and that for the whole log, in words', async () => {
    await leaveTwo();
    const [older, newer] = await names();
    await writeFile(path.join(folder, newer!), (await readFile(path.join(folder, newer!))).subarray(0, 500));
    expect((await start()).known()).toEqual(await replayed());
    const torn =
      'it is torn or damaged, expected it to be whole; the one before it is read, or else all events that are kept';
    expect(faults).toEqual([`${newer}: ${torn}`]);
    await writeFile(path.join(folder, older!), 'of somebody else');
    const last = await start();
    expect(last.known()).toEqual(await replayed());
    expect([last.read, faults.slice(1)]).toEqual([140, [`${newer}: ${torn}`, `${older}: ${torn}`]]);
  });

  it('was cut short by a crash at any of its steps, and the start knows all the same', async () => {
    await leaveTwo();
    const [older, newer] = await names();
    const whole = await readFile(path.join(folder, newer!));
    const expected = await replayed();
    await rm(path.join(folder, newer!));
    for (let part = 0; part <= 20; part++) {
      await writeFile(path.join(folder, `${newer}.new`), whole.subarray(0, (whole.length * part) / 20));
      const running = await start();
      expect([running.known(), running.read]).toEqual([expected, 80]);
    }
    await rename(path.join(folder, `${newer}.new`), path.join(folder, newer!));
    const running = await start();
    expect([running.known(), running.read, faults]).toEqual([expected, 20, []]);
    await hearSome(running, 140, 5);
    await running.checkpoints?.close();
    expect(await names()).not.toContain(older);
  });

  it('is of a log that was shorter, or another one, and is told of', async () => {
    await leaveTwo();
    disk.files.clear();
    const running = await start();
    expect(running.read).toBe(0);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/the log ends at 0, expected \d+ or more; the one before it/);
    faults = [];
    for (let n = 0; n < 300; n++) await hear(running, n % 7, 1 + (n % 5));
    expect((await start()).known()).toEqual(await replayed());
    expect(faults.join()).toMatch(/there is no record at \d+|another record is at \d+/);
  });

  it('keeps the sums of events that were removed since', async () => {
    await leaveTwo();
    const running = await start();
    await running.checkpoints?.close();
    const before = running.known();
    const segments = [...disk.files.keys()].filter((name) => name.endsWith('.seg')).sort();
    for (const name of segments.slice(0, -1)) disk.files.delete(name);
    expect((await start()).known()).toEqual(before);
    expect(faults).toEqual([]);
  });

  it('cannot be written where the folder is a file: the service starts, and says so', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    const running = await start();
    await hearSome(running, 0, 30);
    await running.checkpoints?.close();
    expect(running.known()).toEqual(await replayed());
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'all events that are kept are read',
      'none was written, the next start reads more of the log',
    ]);
  });
});
