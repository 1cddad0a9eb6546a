import { chanceFrom } from '@cutaway/testkit';
import { COUNT_ALIVE, type Alive } from '../support/count-alive.js';
import type { ToldBreak } from '../endurance-page.js';
import {
  aBreak,
  EVERY_MS,
  FIRST_MS,
  POD_MS,
  type DeviceAct,
  type FaultedBreak,
  type Strategy,
} from './faulted-break.js';
import { FAULTS, type Fault } from './faults.js';
import type { Rig } from './rig.js';
import type { Hole, Run } from './watch-runs.js';

const STRATEGIES: readonly Strategy[] = ['stitch', 'secondElement', 'reattach'];
/** Each with what it leaves between the live edge and the playhead, in milliseconds, as it was seen. */
const PLAYERS = { 'hls.js': 6700, shaka: 11_400 } as const;

/** How much more a viewer may be behind on a slow machine, who comes to each break so much later. */
const BEHIND_MS = 10_000;

/** What a seed is played with: those of one row may share a page. */
export const ROWS = STRATEGIES.flatMap((strategy) =>
  (['hls.js', 'shaka'] as const).map((player) => ({ player, strategy })),
);
export const rowOf = (seed: number): (typeof ROWS)[number] => ROWS[seed % ROWS.length] as (typeof ROWS)[number];

/** What is alive when all of ours and the player are gone, beside what was before they came. */
export interface Left extends Alive {
  readonly videos: number;
  readonly objectUrls: number;
}

/** What happened in one page of faulted breaks. Times: milliseconds from the channel's start. */
export interface PlayedPage {
  readonly player: string;
  readonly strategy: Strategy;
  readonly breaks: readonly FaultedBreak[];
  readonly runs: readonly (Run & { readonly brk: FaultedBreak | null })[];
  readonly holes: readonly Hole[];
  /** When each URL's path came to the collector. */
  readonly beacons: ReadonlyMap<string, readonly number[]>;
  readonly opened: readonly string[];
  readonly reports: readonly (ToldBreak & { readonly n: number })[];
  readonly internal: readonly string[];
  readonly errors: readonly string[];
  readonly left: Left;
  /** The session's own, for a look at what failed. */
  readonly trace: string;
  readonly endMs: number;
}

/** Counts videos and object URLs, too. */
const BEFORE = `${COUNT_ALIVE}
  const urls = new Set(), make = URL.createObjectURL, revoke = URL.revokeObjectURL, alive = window.alive;
  URL.createObjectURL = (of) => { const url = make.call(URL, of); urls.add(url); return url; };
  URL.revokeObjectURL = (url) => { urls.delete(url); revoke.call(URL, url); };
  window.left = () => ({ ...alive(), videos: document.querySelectorAll('video').length, objectUrls: urls.size });`;

/** What goes wrong in a break, by its seed alone. */
function planBreak(n: number, seed: number, faults: readonly Fault[] = FAULTS): FaultedBreak {
  const chance = chanceFrom(seed * 2_654_435);
  for (let k = 0; k < 8; k++) chance(); // neighbouring seeds begin alike
  const brk = aBreak(n, seed, PLAYERS[rowOf(seed).player]);
  const fitting = faults.filter(({ only }) => only === undefined || only.includes(rowOf(seed).strategy));
  for (let left = 1 + Math.floor(chance() * 2); left > 0; left--) {
    const fault = fitting[Math.floor(chance() * fitting.length)];
    if (!fault || brk.faults.includes(fault.name)) continue;
    brk.faults.push(fault.name);
    fault.put(brk, chance);
  }
  return brk;
}

/** Plays these seeds, which are of one row, in one page. */
export async function playPage(rig: Rig, seeds: readonly number[]): Promise<PlayedPage> {
  const { player, strategy } = rowOf(seeds[0] ?? 0);
  const breaks = seeds.map((seed, n) => planBreak(n, seed));
  let startedMs = 0;
  /** Before the first and behind the last break there is the same to be had as in them. */
  const nOf = (startsAt: number): number =>
    Math.min(breaks.length - 1, Math.max(0, Math.round((startsAt - startedMs - FIRST_MS) / EVERY_MS)));
  const page = await rig.open({
    channel: {
      schedule: { atMs: breaks.map(({ n }) => FIRST_MS + n * EVERY_MS) },
      podMs: POD_MS,
      breakFaults: Object.fromEntries(breaks.map(({ n, channel }) => [`break-${n}`, channel])),
      faults: breaks.flatMap(({ serve }) => serve),
    },
    front: {
      pod: (startsAt) => breaks[nOf(startsAt)]?.ads ?? [],
      trouble(path) {
        const [, at] = /^\/decision\/(\d+)$/.exec(path) ?? [];
        const [, b] = /^\/\w+\/b(\d+)-/.exec(path) ?? [];
        const brk = breaks[at === undefined ? Number(b ?? -1) : nOf(Number(at))];
        for (const one of brk?.troubles ?? []) {
          const trouble = one(path);
          if (trouble) return trouble;
        }
        return null;
      },
    },
    before: BEFORE,
  });
  const { plan: channel } = page.channel.state();
  startedMs = channel.epochMs + channel.segmentMs * channel.windowSegments;
  const nowMs = (): number => Date.now() - startedMs;
  const { send, evaluate } = rig.browser;
  const left = async (): Promise<Left> => JSON.parse(String(await evaluate('JSON.stringify(left())'))) as Left;
  const told = { runs: [] as Run[], holes: [] as Hole[], opened: [] as string[], reports: [] as ToldBreak[] };
  const wrong = { internal: [] as string[], errors: [] as string[] };
  const take = async (): Promise<void> => {
    const now = await page.take();
    told.runs.push(...now.runs);
    for (const field of ['holes', 'opened', 'reports'] as const) told[field].push(...(now[field] as never[]));
    for (const field of ['internal', 'errors'] as const) wrong[field].push(...now[field]);
  };
  try {
    const before = await left();
    const shift = <One extends { readonly fromMs: number; readonly untilMs: number }>(one: One): One => ({
      ...{ ...one, fromMs: one.fromMs + startedMs, untilMs: one.untilMs + startedMs },
    });
    await page.start({
      ...{ player, strategy },
      throws: breaks.flatMap(({ throws }) => throws.map(shift)),
      acts: breaks.flatMap(({ acts }) => acts.map((one) => ({ ...one, atMs: one.atMs + startedMs }))),
      application: breaks.flatMap((brk) => brk.application),
    });
    const acts = breaks.flatMap(({ device }) => device).sort((one, other) => one.atMs - other.atMs);
    const lastMs = breaks[breaks.length - 1]?.atMs ?? 0;
    const playEndMs = Math.max(lastMs + POD_MS + 5000, ...acts.map(({ atMs }) => atMs + 6000));
    let isFrozen = false;
    /** An ad is on the screen, or a break was told and not reported. */
    const isInBreak = (): boolean =>
      told.runs[told.runs.length - 1]?.what !== 'content' ||
      told.opened.some((id) => told.reports.every((report) => report.id !== id));
    while (nowMs() < playEndMs || (isInBreak() && nowMs() < playEndMs + BEHIND_MS)) {
      const due = acts[0];
      const waitMs = Math.min(500, (due?.atMs ?? Infinity) - nowMs());
      if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
      if (due && nowMs() >= due.atMs) {
        acts.shift();
        isFrozen = due.act === 'freeze' || (isFrozen && due.act !== 'thaw');
        await act(send, due.act);
      } else if (!isFrozen) await take();
    }
    await take();
    const endMs = nowMs();
    const trace = String(await evaluate('endurance.trace()'));
    await evaluate('endurance.end()');
    // Beacons that are not answered are waited for to the end.
    await new Promise((done) => setTimeout(done, breaks.some(({ isDeaf }) => isDeaf) ? 12_500 : 2500));
    await take();
    const after = await left();
    const difference = Object.fromEntries(
      Object.entries(after).map(([name, count]) => [name, (count as number) - before[name as keyof Left]]),
    ) as unknown as Left;
    const local = <One extends { readonly fromMs: number }>(one: One): One => ({
      ...one,
      fromMs: one.fromMs - startedMs,
    });
    return {
      ...{ player, strategy, breaks, ...wrong, opened: told.opened, left: difference, trace, endMs },
      runs: joined(told.runs).map((run) => ({
        ...{ ...local(run), untilMs: run.untilMs - startedMs, brk: breakOf(breaks, run, startedMs) },
      })),
      holes: told.holes.map(local),
      beacons: new Map([...page.front.beacons].map(([path, times]) => [path, times.map((at) => at - startedMs)])),
      reports: told.reports.map((report) => ({
        ...report,
        n: Math.round((report.startsAt - startedMs - FIRST_MS) / EVERY_MS),
      })),
    };
  } finally {
    await page.close();
  }
}

async function act(send: Rig['browser']['send'], what: DeviceAct['act']): Promise<void> {
  if (what === 'freeze' || what === 'thaw') {
    // A freeze hides the page, and a thaw does not show it again: emulated focus does.
    if (what === 'freeze') await send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await send('Page.setWebLifecycleState', { state: what === 'freeze' ? 'frozen' : 'active' });
    if (what === 'thaw') await send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return;
  }
  const bytesASecond = what === 'slow' ? 40_000 : -1;
  await send('Network.emulateNetworkConditions', {
    ...{ offline: what === 'offline', latency: what === 'slow' ? 300 : 0 },
    ...{ downloadThroughput: bytesASecond, uploadThroughput: bytesASecond },
  });
}

/** A run that was cut in two because it was taken in two. */
function joined(runs: readonly Run[]): readonly Run[] {
  const whole: Run[] = [];
  for (const run of runs) {
    const last = whole[whole.length - 1];
    if (last?.what !== run.what) whole.push({ ...run });
    else {
      last.untilMs = run.untilMs;
      last.frames += run.frames;
    }
  }
  return whole;
}

/** Whose ad a run of frames is: by where the programme was, which the player itself knows, or else by the time. */
function breakOf(breaks: readonly FaultedBreak[], run: Run, startedMs: number): FaultedBreak | null {
  if (run.what !== 'red' && run.what !== 'green') return null;
  const fromMs = (brk: FaultedBreak): number => FIRST_MS + brk.n * EVERY_MS;
  const at = (brk: FaultedBreak): number =>
    run.programMs === null ? run.fromMs - startedMs - brk.atMs : run.programMs - startedMs - fromMs(brk);
  return [...breaks].reverse().find((brk) => at(brk) > -2000) ?? null;
}
