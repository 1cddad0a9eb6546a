import type { BreakFaults, ServeFault } from './faults.js';
import type { VodBreak } from './vod-break.js';
import { readBreakFaults } from './read-break-faults.js';
import { readServeFault } from './read-serve-fault.js';

/** When breaks start, in milliseconds after the channel's live edge at its start. `firstMs` is `everyMs` by default. */
export type Schedule =
  { readonly everyMs: number; readonly firstMs?: number } | { readonly atMs: readonly number[] } | 'none';

/**
 * Which tags announce a break: EXT-X-DATERANGE with SCTE-35; interstitials, for players that insert by themselves; both; or the
 * CUE family (EXT-X-CUE-OUT, -CONT and -IN with EXT-OATCLS-SCTE35), which is told with its segments, and linear breaks only.
 */
export type Markers = 'scte35' | 'interstitial' | 'both' | 'cue-out';

/** The ads of one asset list. */
export interface AssetPlan {
  /** Folders under `/ads/`, in order, from the first again while the break has room. */
  readonly names: readonly string[];
  readonly encoding: 'exact' | 'long' | 'short';
  /**
   * For players that fire beacons by themselves: each asset lists its tracking events as X-AD-CREATIVE-SIGNALING, at
   * `<trackUrl>/<break id>/<position>/<event>`. Left out: no asset does.
   */
  readonly trackUrl?: string;
}

/** What a live channel does, as data: it survives JSON. All times are milliseconds. */
export interface ChannelOptions {
  /** Program time of the media's first frame, since the epoch. By default one window before the channel's start. */
  readonly epochMs?: number;
  /** Part of the splice event ids, so that two channels differ. */
  readonly seed?: number;
  /** A multiple of the media's own 1920. */
  readonly segmentMs?: number;
  readonly windowSegments?: number;
  readonly schedule?: Schedule;
  readonly podMs?: number;
  /** How far ahead of its start a break is told, measured at the live edge. */
  readonly announceLeadMs?: number;
  /** How far ahead of its end the IN is told. */
  readonly inLeadMs?: number;
  /** Moves scheduled starts off the segment boundary. */
  readonly offGridMs?: number;
  readonly signal?: 'splice_insert' | 'time_signal';
  readonly autoReturn?: boolean;
  /** Whether the end is added to the first tag or told on a second tag without START-DATE. */
  readonly endTag?: 'merged' | 'separate';
  readonly markers?: Markers;
  /** Further attributes of an interstitial tag, as text: `{"X-RESUME-OFFSET": "11.52"}`. */
  readonly interstitialAttributes?: Readonly<Record<string, string>>;
  /** Breaks of the same media as VOD. */
  readonly vodBreaks?: readonly VodBreak[];
  readonly overlays?: Schedule;
  readonly overlayMs?: number;
  readonly assets?: AssetPlan;
  /** By break id: `break-0`, `overlay-0`. */
  readonly breakFaults?: Readonly<Record<string, BreakFaults>>;
  readonly faults?: readonly ServeFault[];
}

/** Options with every blank filled. */
export type ChannelPlan = Required<ChannelOptions>;

/** Length of one segment of the committed media. */
const MEDIA_SEGMENT_MS = 1920;

/** Fills the blanks. Throws a RangeError on options that no channel can keep. */
export function planChannel(options: ChannelOptions, startedAtMs: number): ChannelPlan {
  const segmentMs = options.segmentMs ?? MEDIA_SEGMENT_MS;
  const windowSegments = options.windowSegments ?? 8;
  if (segmentMs <= 0 || segmentMs % MEDIA_SEGMENT_MS !== 0) {
    throw new RangeError(
      `Cannot start channel: segmentMs is ${segmentMs}, expected a multiple of the media's ${MEDIA_SEGMENT_MS}`,
    );
  }
  if (!Number.isInteger(windowSegments) || windowSegments < 3) {
    throw new RangeError(`Cannot start channel: windowSegments is ${windowSegments}, expected a whole number from 3`);
  }
  const { schedule = { everyMs: 60_000 }, podMs = 11_520, overlays = 'none', overlayMs = 10_000 } = options;
  checkLength('podMs', podMs);
  checkLength('overlayMs', overlayMs);
  checkSchedule('schedule', schedule, { podMs });
  checkSchedule('overlays', overlays, { overlayMs });
  for (const faults of Object.values(options.breakFaults ?? {})) readBreakFaults(faults);
  for (const fault of options.faults ?? []) readServeFault(fault);
  return {
    epochMs: startedAtMs - segmentMs * windowSegments,
    seed: 1,
    announceLeadMs: 8_000,
    inLeadMs: 0,
    offGridMs: 0,
    signal: 'splice_insert',
    autoReturn: true,
    endTag: 'merged',
    markers: 'scte35',
    interstitialAttributes: {},
    vodBreaks: [],
    assets: { names: ['ad-red', 'ad-green'], encoding: 'exact' },
    breakFaults: {},
    faults: [],
    ...options,
    ...{ segmentMs, windowSegments, schedule, podMs, overlays, overlayMs },
  };
}

/** A break begins when the one before it is over, or nobody could tell which one an IN ends. */
function checkSchedule(name: string, schedule: Schedule, lasting: Readonly<Record<string, number>>): void {
  if (schedule === 'none' || 'atMs' in schedule) return;
  const { everyMs } = schedule;
  if (!(everyMs >= 1_000)) {
    throw new RangeError(`Cannot start channel: ${name}.everyMs is ${everyMs}, expected at least 1000`);
  }
  for (const [length, ms] of Object.entries(lasting)) {
    if (everyMs < ms)
      throw new RangeError(`Cannot start channel: ${name}.everyMs is ${everyMs}, expected at least ${length}, ${ms}`);
  }
}

function checkLength(name: string, ms: number): void {
  if (!(ms > 0)) throw new RangeError(`Cannot start channel: ${name} is ${ms}, expected more than 0`);
}
