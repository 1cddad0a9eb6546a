import type { StartsRun } from '../start/compare-starts.js';
/** What is read of the files in bench/results, by their name. */
interface Files {
  readonly faults: {
    readonly breaks: number;
    readonly broken: readonly unknown[];
    readonly unhandled: readonly unknown[];
  };
  readonly 'faults-vod': Files['faults'];
  readonly 'faults-dvr': Files['faults'];
  readonly 'faults-chromium': { readonly breaks: number; readonly pages: number; readonly broken: readonly unknown[] };
  readonly soak: { readonly rows: readonly SoakRow[] };
  readonly 'soak-tv': Files['soak'];
  readonly 'soak-kinds': {
    readonly rows: readonly {
      readonly kinds: {
        readonly all: Readonly<Record<'madeBytes' | 'codeBytes', number>> & {
          readonly machineBytes: Readonly<Record<string, number>>;
        };
      };
    }[];
  };
  readonly hours: { readonly rows: readonly LongRow[] };
  readonly kill: { readonly runs: readonly KillRun[] };
  readonly mutation: { readonly all: { readonly faults: number; readonly scoreOfNotEquivalent: number } };
  readonly vast: { readonly ratios: readonly VastRatio[] };
  readonly 'vast-chromium': Files['vast'];
  readonly 'vast-faults': { readonly against: string; readonly right: Record<'ours' | 'theirs' | 'of', number> };
  readonly scte35: { readonly ratios: readonly { readonly timesTheFastestOther: number }[] };
  readonly signals: { readonly refreshMs: number; readonly fromNothingMs: number };
  readonly 'fuzz-vast': {
    readonly documents: number;
    readonly throws: readonly unknown[];
    readonly wrong: readonly unknown[];
  };
  readonly 'fuzz-scte35': {
    readonly sections: number;
    readonly throws: readonly unknown[];
    readonly changed: readonly unknown[];
  };
  readonly pod: {
    readonly all: { readonly revenue: number; readonly proven: number; readonly violations: number };
    readonly bySize: readonly { readonly of: string; readonly p50: number }[];
    readonly withDeadline: { readonly p99: number; readonly proven: number };
  };
  readonly decisioning: { readonly costs: readonly { readonly path: string; readonly ratio: number }[] };
  readonly overload: {
    readonly goodput: number;
    readonly recoveredAfterS: number | null;
    readonly rows: readonly {
      readonly part: string;
      readonly priority: string;
      readonly valid: number;
      readonly full: number;
    }[];
    readonly admittedP99: number;
  };
  readonly steady: Readonly<Record<'minutes' | 'percent' | 'rate' | 'answered' | 'full' | 'risesBy', number>> & {
    readonly loopP99Ms: Readonly<Record<'median' | 'worst', number>>;
    readonly samples: readonly Readonly<Record<'rssBytes' | 'beacons' | 'heard', number>>[];
  };
  readonly bidders: {
    readonly summary: Readonly<
      Record<'addedP99WhileOpeningMs' | 'mayAddMs' | 'opensAfterMs' | 'cpuOpenToFourAlone', number>
    >;
  };
  readonly targeting: {
    readonly lineItems: number;
    readonly ratio: number;
    readonly index: { readonly medianUs: number };
  };
  readonly pacing: { readonly rows: readonly { readonly worstUnder: number; readonly worstOver: number }[] };
  readonly caps: { readonly rows: readonly { readonly violations: number; readonly overspendPercent: number }[] };
  readonly scaleout: {
    readonly run: Readonly<Record<'decisions' | 'shown' | 'lost' | 'billedTwice' | 'violations', number>>;
  };
  readonly events: {
    readonly kill: { readonly acknowledged: number; readonly lost: number };
    readonly replay: { readonly beacons: number; readonly expected: number; readonly billed: number };
  };
  readonly start: Pick<StartsRun, 'events' | 'checkpointBytes' | 'without' | 'with'>;
  readonly 'fuzz-playlists': {
    readonly texts: number;
    readonly throws: readonly unknown[];
    readonly broken: readonly unknown[];
  };
}

interface LongRow {
  readonly breaks: number;
  readonly heapBytes: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly ledger: readonly unknown[];
  readonly longestHoleMs: number;
}

function saySoak({ rows }: Files['soak']): string {
  const all = rows.map(({ heapBytes }) => heapBytes / 1e6);
  const later = rows.map(({ laterHeapBytes }) => laterHeapBytes / 1e6);
  return `heap ${span(all, 2)} MB more, and ${span(later, 2)}; ${whole(rows)}`;
}

interface SoakRow extends LongRow {
  readonly laterHeapBytes: number;
}

interface KillRun {
  readonly breaks: number;
  readonly ours: { readonly due: number; readonly lost: number; readonly double: number };
}

interface VastRatio {
  readonly toRawParser: number;
  readonly vastClientToOurs: number;
}

const span = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const whole = (rows: readonly LongRow[]): string => {
  const breaks = sum(rows.map((row) => row.breaks));
  const wrong = sum(rows.map(({ ledger }) => ledger.length));
  return `${sum(rows.map(({ outcomes }) => outcomes['played'] ?? 0))} of ${breaks} breaks whole, ${wrong} beacons missing or double`;
};
const sayFaults = ({ breaks, broken, unhandled }: Files['faults']): string =>
  `${breaks} breaks: ${broken.length} promises not kept, ${unhandled.length} unhandled rejections`;
const vast = ({ ratios }: Files['vast']): string => {
  const [raw, client] = [ratios.map((one) => one.toRawParser), ratios.map((one) => one.vastClientToOurs)];
  return `${span(raw, 2)} of the time of raw fast-xml-parser; vast-client takes ${span(client, 1)} times ours`;
};

/** Of each: its command after `node bench/run.mjs`, what it does, and its latest figure. */
const LINES: {
  readonly [Name in keyof Files]: readonly [command: string, what: string, figure: (file: Files[Name]) => string];
} = {
  faults: ['faults', 'live breaks with one to three faults each, in memory', sayFaults],
  'faults-vod': [
    'faults --vod',
    'the same on demand, whose viewer seeks, pauses, runs and plays again besides',
    sayFaults,
  ],
  'faults-dvr': [
    'faults --dvr',
    'live ones again, whose viewer goes back in their window, into breaks, out of them and over them',
    sayFaults,
  ],
  'faults-chromium': [
    'faults --chromium',
    'live ones in a real Chromium, with both players and every strategy',
    ({ breaks, pages, broken }) => `${breaks} breaks on ${pages} pages: ${broken.length} promises not kept`,
  ],
  soak: [
    'soak',
    '200 breaks in one page, with both players and two ways; heap after its garbage was collected, from break 20 on and from break 60 on',
    saySoak,
  ],
  'soak-tv': ['soak --tv', 'the same with the engine of an older TV: V8 without Sparkplug and Maglev', saySoak],
  'soak-kinds': [
    'soak --kinds',
    'what such heaps grow by on a faster clock, from break 20 to 200: what scripts made; the code that the engine made of them, and of that the machine code of the player, of Cutaway, and of the page that watches',
    ({ rows }) => {
      const of = (file: RegExp): string => {
        const grown = rows.map(({ kinds }) =>
          Object.entries(kinds.all.machineBytes).filter(([name]) => file.test(name)),
        );
        return span(
          grown.map((ones) => sum(ones.map(([, bytes]) => bytes)) / 1000),
          0,
        );
      };
      const made = rows.map(({ kinds }) => kinds.all.madeBytes / 1000);
      const code = rows.map(({ kinds }) => kinds.all.codeBytes / 1e6);
      const machine = `${of(/^(hls|shaka)\.js$/)}, ${of(/^cutaway\.js$/)} and ${of(/^(page\.js|others)$/)} kB`;
      return `${span(made, 0)} kB; ${span(code, 2)} MB, of that ${machine}`;
    },
  ],
  hours: [
    'hours',
    'two hours of live on each player, a break a minute, on a clock four times as fast',
    ({ rows }) => {
      const heaps = rows.map(({ heapBytes }) => heapBytes / 1e6);
      const hole = Math.max(...rows.map(({ longestHoleMs }) => longestHoleMs));
      return `${whole(rows)}; longest time without a frame ${hole} ms; heap ${span(heaps, 2)} MB more`;
    },
  ],
  kill: [
    'kill',
    'Chromium killed in the middle of breaks; what our collector heard',
    ({ runs }) => {
      const ours = (field: 'due' | 'lost' | 'double'): number => sum(runs.map((run) => run.ours[field]));
      const breaks = sum(runs.map((run) => run.breaks));
      return `${breaks} breaks, ${ours('due')} beacons: ${ours('lost')} lost, ${ours('double')} double`;
    },
  ],
  mutation: [
    'mutation',
    'faults seeded into the break reducer, and the tests that find them',
    ({ all }) => `${all.faults} faults: ${all.scoreOfNotEquivalent} % of those that change anything are found`,
  ],
  signals: [
    'signals',
    'a refresh of a playlist of four hours, read for its breaks',
    ({ refreshMs, fromNothingMs }) => `${refreshMs} ms; from nothing ${fromNothingMs} ms`,
  ],
  scte35: [
    'scte35',
    'decoding sections, beside other decoders',
    ({ ratios }) => {
      const times = ratios.map(({ timesTheFastestOther }) => timesTheFastestOther);
      return `${span(times, 1)} times as fast as the fastest other`;
    },
  ],
  vast: ['vast', 'reading VAST into the model, on Node', vast],
  'vast-chromium': ['vast --chromium', 'the same in Chromium', vast],
  'vast-faults': [
    'vast-faults',
    'faults of the field in VAST, read as their page expects',
    ({ against, right }) => `${right.ours} of ${right.of}; ${against}: ${right.theirs}`,
  ],
  'fuzz-vast': [
    'fuzz-vast',
    'mutated VAST and VMAP',
    ({ documents, throws, wrong }) => `${documents} documents: ${throws.length} throws, ${wrong.length} read wrong`,
  ],
  'fuzz-scte35': [
    'fuzz-scte35',
    'mutated sections',
    ({ sections, throws, changed }) =>
      `${sections} sections: ${throws.length} throws, ${changed.length} changed by a round trip`,
  ],
  'fuzz-playlists': [
    'fuzz-playlists',
    'mutated refreshes of manifests',
    ({ texts, throws, broken }) => `${texts} texts: ${throws.length} throws, ${broken.length} broken`,
  ],
  decisioning: [
    'decisioning',
    'CPU time of a request of the whole service, beside a bare fastify with the same answers',
    ({ costs }) => costs.map(({ path, ratio }) => `${path}: ${ratio} times`).join('; '),
  ],
  pod: [
    'pod',
    'pods of podbench, certified optima; CPU time',
    ({ all, bySize, withDeadline }) => {
      const median = bySize.find(({ of }) => of === '100 candidates')?.p50;
      const within = `within 2 ms: ${withDeadline.proven} % proven, p99 ${withDeadline.p99} ms`;
      return `${all.revenue} % of the optimal revenue, ${all.proven} % proven, ${all.violations} violations, ${median} ms at 100 candidates; ${within}`;
    },
  ],
  overload: [
    'overload',
    'twice as many decisions as the service can make, by an open load',
    ({ rows, goodput, recoveredAfterS, admittedP99 }) => {
      const fulls = rows.filter(({ part }) => part === 'twice').map(({ priority, full }) => `${priority} ${full}`);
      const valid = Math.min(...rows.map((row) => row.valid)) * 100;
      return `${valid} % answered with a pod; in full ${fulls.join(', ')}; goodput ${goodput}; p99 in full ${admittedP99} times that at half load; as before after ${recoveredAfterS ?? 'over 10'} s`;
    },
  ],
  steady: [
    'steady',
    'minutes of a part of what the service can do, with beacons beside it; memory and how late its event loop is',
    ({ minutes, percent, rate, answered, full, risesBy, loopP99Ms, samples }) => {
      const lost = sum(samples.map(({ beacons, heard }) => beacons - heard));
      const mb = Math.round((samples[samples.length - 1]?.rssBytes ?? NaN) / 1e6);
      return `${minutes} minutes at ${percent} %, ${Math.round(rate)} a second: ${answered * 100} % answered with a pod, ${Math.round(full * 1000) / 10} % in full; ${lost} beacons not heard; ${mb} MB, which rise by ${(risesBy * 100).toFixed(1)} % in an hour; loop late at p99 by ${loopP99Ms.median} ms, at worst ${loopP99Ms.worst}`;
    },
  ],
  bidders: [
    'bidders',
    'one of five bidders hangs',
    ({ summary: { addedP99WhileOpeningMs: added, mayAddMs, opensAfterMs, cpuOpenToFourAlone } }) =>
      `p99 ${Math.round(added)} ms later (${mayAddMs} allowed) until its breaker opens after ${Math.round(opensAfterMs)} ms; then ${cpuOpenToFourAlone} times the CPU of four alone`,
  ],
  targeting: [
    'targeting',
    'the line items that match an ask',
    ({ lineItems, index, ratio }) =>
      `of ${lineItems} in ${Math.round(index.medianUs)} µs; to look at each takes ${Math.round(ratio)} times as long`,
  ],
  pacing: [
    'pacing',
    'goals of line items in bursts of breaks',
    ({ rows: [ours] }) => `${Math.abs(ours?.worstUnder ?? NaN)} % under and ${ours?.worstOver} % over at worst`,
  ],
  caps: [
    'caps',
    'caps and budgets while a node is killed and the store paused',
    ({ rows }) =>
      `${sum(rows.map(({ violations }) => violations))} violations, ${Math.max(...rows.map((row) => row.overspendPercent))} % overspent`,
  ],
  scaleout: [
    'scaleout',
    'two services on a real Redis and NATS, one killed, the store paused',
    ({ run: { decisions, shown, lost, billedTwice, violations } }) =>
      `${decisions} decisions, ${shown} ads shown: ${lost} lost, ${billedTwice} billed twice, ${violations} over caps`,
  ],
  events: [
    'events',
    'the collector of beacons killed in a burst; every beacon three times in random order',
    ({ kill, replay }) =>
      `${kill.acknowledged} acknowledged, ${kill.lost} lost; ${replay.beacons} beacons: ${replay.billed} of ${replay.expected} billed`,
  ],
  start: [
    'start',
    'a start of the service on a full event log, without a checkpoint and with one',
    ({ events, without, with: second, checkpointBytes }) =>
      `${events} events: ${(without.readyMs / 1000).toFixed(1)} s (${(without.cpuMs / 1000).toFixed(1)} of CPU) without, ${(second.readyMs / 1000).toFixed(1)} s (${(second.cpuMs / 1000).toFixed(1)}) with one of ${Math.round(checkpointBytes / 1e6)} MB`,
  ],
};

/** A line for each benchmark beside `swap`. `read` gives the JSON of bench/results by its name. */
export async function writeOthers(read: (name: string) => Promise<unknown>): Promise<string> {
  const line = async <Name extends keyof Files>(name: Name): Promise<string> => {
    const [command, what, figure] = LINES[name];
    return `| \`${command}\` | ${what} | ${figure((await read(name)) as Files[Name])} |`;
  };
  const rows = await Promise.all((Object.keys(LINES) as (keyof Files)[]).map(line));
  return ['| `node bench/run.mjs` | What | Latest figure |', '| --- | --- | --- |', ...rows].join('\n');
}
