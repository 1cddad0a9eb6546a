import type { EndurancePlan, ToldBreak } from '../endurance-page.js';
import type { PlannedAd } from './ad-media.js';
import { countKinds, type HeapKinds } from './count-kinds.js';
import { measureMemory, type Memory } from './measure-memory.js';
import type { Rig } from './rig.js';
import { speedUp } from './speed-up.js';

export interface SoakOptions extends Pick<EndurancePlan, 'player' | 'strategy'> {
  readonly breaks: number;
  readonly rate: number;
  readonly everyMs: number;
  readonly ads: readonly Omit<PlannedAd, 'name'>[];
  /** Breaks between two looks at the page's memory. */
  readonly sampleEvery: number;
  /** Breaks at which what the heap is made of is counted, too: the page stands still for a second or two then. None where left out. */
  readonly kindsAt?: readonly number[];
  /** Told of each look at the page's memory. */
  readonly onSample?: (sample: Sample) => void;
}

export interface Sample extends Memory {
  /** Breaks that had closed by then. */
  readonly breaks: number;
  readonly kinds?: HeapKinds;
}

/** One session of many breaks in which nothing goes wrong. */
export interface Soaked {
  readonly samples: readonly Sample[];
  readonly reports: readonly ToldBreak[];
  /** How many breaks ended so: the verdict and its causes. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Beacons that were due and did not come once, in words. */
  readonly ledger: readonly string[];
  readonly errors: readonly string[];
  /** Longest time without a frame, in milliseconds of the page's clock, and all of them over a second. */
  readonly longestHoleMs: number;
  readonly holes: readonly { readonly atMs: number; readonly ms: number }[];
  readonly latenciesMs: readonly number[];
}

const EVENTS = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

/** Plays so many breaks in one page, on a clock that is `rate` times as fast, and looks at its memory now and then. */
export async function runSoak(rig: Rig, options: SoakOptions): Promise<Soaked> {
  const { breaks, rate, everyMs, ads, sampleEvery } = options;
  const baseMs = Date.now();
  const nowMs = (): number => Math.floor(baseMs + (Date.now() - baseMs) * rate);
  const startedMs = nowMs();
  // However fast the clock is, the player has some ten seconds to start.
  const firstMs = Math.ceil(rate) * 9600;
  const podMs = ads.reduce((ms, { segments }) => ms + segments * 1920, 0);
  const page = await rig.open({
    channel: { nowMs, schedule: { everyMs, firstMs }, podMs, windowSegments: 12 },
    front: {
      pod: (startsAt) => {
        const n = Math.round((startsAt - startedMs - firstMs) / everyMs);
        return ads.map((ad, k) => ({ ...ad, name: `b${n}-${k}` }));
      },
      trouble: () => null,
    },
    before: speedUp(rate, baseMs),
  });
  const samples: Sample[] = [];
  const reports: ToldBreak[] = [];
  const errors: string[] = [];
  const holes: { atMs: number; ms: number }[] = [];
  const latenciesMs: number[] = [];
  let firstFrameMs = Infinity;
  const look = async (): Promise<void> => {
    const told = await page.take();
    reports.push(...told.reports);
    errors.push(...told.errors, ...told.internal);
    firstFrameMs = Math.min(firstFrameMs, told.runs[0]?.fromMs ?? Infinity);
    for (const { fromMs, ms } of told.holes)
      if (fromMs > firstFrameMs + 4000) holes.push({ atMs: fromMs - startedMs, ms });
    if (told.latencyMs !== null) latenciesMs.push(Math.round(told.latencyMs));
  };
  try {
    const { player, strategy } = options;
    // Of the 14 s between the announcement and the break the decision and the media have what is needed at this speed.
    await page.start({ player, strategy, patience: Math.min(3, rate), throws: [], acts: [], application: [] });
    const endMs = startedMs + firstMs + breaks * everyMs + 60_000;
    while (reports.length < breaks && nowMs() < endMs) {
      await new Promise((done) => setTimeout(done, Math.min(1000, everyMs / rate / 2)));
      await look();
      if (reports.length < (samples.length + 1) * sampleEvery) continue;
      const memory = await measureMemory(rig.browser);
      const isCloser = options.kindsAt?.includes((samples.length + 1) * sampleEvery) === true;
      const kinds = isCloser ? { kinds: await countKinds(rig.browser) } : {};
      const sample: Sample = { breaks: reports.length, ...memory, ...kinds };
      samples.push(sample);
      options.onSample?.(sample);
    }
    await new Promise((done) => setTimeout(done, 2000));
    await look();
    // What did not play whole owes nothing: its outcome tells of it. Nothing ever comes twice.
    const whole = new Set<number>();
    for (const told of reports.slice(0, breaks))
      if (outcomeOf(told) === 'played') whole.add(Math.round((told.startsAt - startedMs - firstMs) / everyMs));
    const ledger = [...whole]
      .flatMap((n) => ads.flatMap((_, k) => EVENTS.map((event) => `/beacon/b${n}-${k}/${event}`)))
      .filter((path) => !page.front.beacons.has(path))
      .map((path) => `${path}: 0 times`);
    for (const [path, times] of page.front.beacons) {
      const [, n] = /\/b(\d+)-/.exec(path) ?? [];
      const isOdd = whole.has(Number(n)) && !EVENTS.some((event) => path.endsWith(`/${event}`));
      if (times.length > 1 || isOdd) ledger.push(`${path}: ${times.length} times`);
    }
    const longestHoleMs = Math.round(Math.max(0, ...holes.map(({ ms }) => ms)));
    const outcomes: Record<string, number> = {};
    for (const told of reports) outcomes[outcomeOf(told)] = (outcomes[outcomeOf(told)] ?? 0) + 1;
    return {
      outcomes,
      samples,
      reports,
      ledger,
      errors,
      longestHoleMs,
      holes: holes.filter(({ ms }) => ms > 1000),
      latenciesMs,
    };
  } finally {
    await page.close();
  }
}

/** The verdict, its causes, and of ads that were shown and not to their end what became of them. */
function outcomeOf({ outcome, causes, ads }: ToldBreak): string {
  const odd = ads.filter((one) => one !== 'played' && one !== 'not-started').map((one) => `ad ${one}`);
  return [...new Set([outcome, ...causes, ...odd])].join(', ');
}

/** From the first look after so many breaks, or the very first one, to the last. */
export function growth(samples: readonly Sample[], fromBreaks = 0): Memory {
  const first = samples.find(({ breaks }) => breaks >= fromBreaks);
  const last = samples[samples.length - 1];
  const by = (field: keyof Memory): number => (last?.[field] ?? Infinity) - (first?.[field] ?? 0);
  return {
    ...{ heapBytes: by('heapBytes'), buffersBytes: by('buffersBytes') },
    ...{ nodes: by('nodes'), listeners: by('listeners'), documents: by('documents') },
  };
}
