import {
  readChannelOptions,
  type BreakFaults,
  type ChannelOptions,
  type Markers,
  type Schedule,
  type ServeFault,
  type StartChannelOptions,
} from '@cutaway/testkit';
import { Complaint, WrongValue } from './complaint.js';
import { readFileOf } from './read-file-of.js';
import { readJson } from './read-flags.js';

/** Flags of `cutaway channel` as commander gives them. */
export interface ChannelFlags {
  readonly port: number;
  readonly host: string;
  readonly options?: string;
  readonly every?: number;
  readonly first?: number;
  readonly at?: readonly number[];
  readonly breaks: boolean;
  readonly pod?: number;
  readonly lead?: number;
  readonly inLead?: number;
  readonly offGrid?: number;
  readonly segment?: number;
  readonly window?: number;
  readonly signal?: 'splice_insert' | 'time_signal';
  readonly markers?: Markers;
  readonly endTag?: 'merged' | 'separate';
  readonly autoReturn: boolean;
  readonly overlayEvery?: number;
  readonly overlay?: number;
  readonly ads?: readonly string[];
  readonly encoding?: 'exact' | 'long' | 'short';
  readonly seed?: number;
  readonly fault: readonly ServeFault[];
  readonly breakFault: Readonly<Record<string, BreakFaults>>;
  readonly mount: Readonly<Record<string, string>>;
  readonly log?: boolean;
}

/** Where options say what a flag says. */
const FLAGS: Readonly<Record<string, string>> = {
  'schedule.everyMs': '--every',
  'overlays.everyMs': '--overlay-every',
  segmentMs: '--segment',
  windowSegments: '--window',
  podMs: '--pod',
  overlayMs: '--overlay',
  'assets.names': '--ads',
  'use fault': '--break-fault',
  'add fault': '--fault',
};

/** What the channel says of its options, with the flags beside them. */
export function flagNames(sentence: string): string {
  return Object.entries(FLAGS).reduce((text, [name, flag]) => text.replace(name, `${name} (${flag})`), sentence);
}

/** Options of the channel: those of the file, then what flags say. */
export function channelOptions(flags: ChannelFlags): StartChannelOptions {
  const file = flags.options === undefined ? {} : readOptionsFile(flags.options);
  const schedule = scheduleOf(flags);
  const overlays: Schedule | undefined = flags.overlayEvery === undefined ? undefined : { everyMs: flags.overlayEvery };
  const said = {
    podMs: flags.pod,
    announceLeadMs: flags.lead,
    inLeadMs: flags.inLead,
    offGridMs: flags.offGrid,
    segmentMs: flags.segment,
    windowSegments: flags.window,
    signal: flags.signal,
    markers: flags.markers,
    endTag: flags.endTag,
    autoReturn: flags.autoReturn ? undefined : false,
    overlayMs: flags.overlay,
    seed: flags.seed,
    schedule,
    overlays,
    assets:
      flags.ads === undefined && flags.encoding === undefined
        ? undefined
        : {
            ...file.assets,
            names: flags.ads ?? file.assets?.names ?? ['ad-red', 'ad-green'],
            encoding: flags.encoding ?? file.assets?.encoding ?? 'exact',
          },
  };
  return {
    ...file,
    ...withoutBlanks(said),
    faults: [...(file.faults ?? []), ...flags.fault],
    breakFaults: { ...file.breakFaults, ...flags.breakFault },
    port: flags.port,
    host: flags.host,
    mounts: flags.mount,
  };
}

function scheduleOf(flags: ChannelFlags): Schedule | undefined {
  if (!flags.breaks) return 'none';
  if (flags.at !== undefined) return { atMs: flags.at };
  if (flags.every === undefined && flags.first === undefined) return undefined;
  return { everyMs: flags.every ?? 60_000, ...(flags.first === undefined ? {} : { firstMs: flags.first }) };
}

type Said<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function withoutBlanks<T extends object>(values: T): Said<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Said<T>;
}

function readOptionsFile(path: string): ChannelOptions {
  const text = readFileOf(path, 'options');
  try {
    return readChannelOptions(readJson(text), `options of ${path}`);
  } catch (error) {
    throw error instanceof WrongValue ? new Complaint(`Cannot use options of ${path}: ${error.message}`) : error;
  }
}
