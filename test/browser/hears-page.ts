import { createAdSession, type SessionEvents } from '@cutaway/core';
import { hlsjs, type HlsjsOptions } from '@cutaway/hlsjs';
import Hls, { type DateRange } from 'hls.js';

/** What hls.js tells by itself of one stream. Times are seconds of its media time; what is not a number is null. */
export interface Alone {
  readonly dateRanges: readonly {
    readonly id: string;
    readonly start: number | null;
    readonly duration: number | null;
    readonly plannedDuration: number | null;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
  /** `data` of SCTE-35 is hex. */
  readonly cues: readonly {
    readonly id: string;
    readonly key: string;
    readonly start: number;
    readonly end: number;
    readonly data: string;
  }[];
  /** Names in `tagList` of its fragments, but for those that every playlist has. */
  readonly tags: readonly string[];
  /** Names of its events, each once. */
  readonly events: readonly string[];
  /** Names of all that its interstitial events know, at any depth down to the second. */
  readonly interstitialFields: readonly string[];
  readonly hasDates: boolean;
  readonly segmentsBuffered: number;
}

/** What a session tells of it, and what hls.js knows under it. */
export interface Ours {
  readonly signals: readonly SessionEvents['signal']['signal'][];
  readonly breaks: readonly SessionEvents['break'][];
  readonly causes: readonly SessionEvents['cause']['cause'][];
  readonly hasDates: boolean;
  readonly segmentsBuffered: number;
}

export interface HearHow {
  /** Refreshes to wait for. */
  readonly refreshes?: number;
  /** Segments to wait for: the player gets an element. */
  readonly segments?: number;
  /** Plain hls.js gets an element, so that it makes cues; its segments need not load. */
  readonly cues?: boolean;
  readonly options?: HlsjsOptions;
}

declare global {
  interface Window {
    hears: {
      alone(url: string, how?: HearHow): Promise<Alone>;
      ours(url: string, how?: HearHow): Promise<Ours>;
    };
  }
}

const GIVE_UP_MS = 12_000;
const orNull = (value: number | null | undefined): number | null => (Number.isFinite(value) ? (value ?? null) : null);

/** Plays or only reads, until enough has come. */
async function follow(hls: Hls, url: string, { refreshes = 1, segments = 0 }: HearHow) {
  const seen = { refreshes: 0, segments: 0, events: new Set<string>() };
  for (const event of Object.values(Hls.Events)) hls.on(event, () => seen.events.add(event));
  hls.on(Hls.Events.LEVEL_UPDATED, () => seen.refreshes++);
  hls.on(Hls.Events.FRAG_BUFFERED, (_name, { frag }) => (seen.segments += frag.sn === 'initSegment' ? 0 : 1));
  hls.loadSource(url);
  const until = performance.now() + GIVE_UP_MS;
  while ((seen.refreshes < refreshes || seen.segments < segments) && performance.now() < until) await wait(20);
  await wait(150); // what follows from the last of it
  return seen;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function cuesOf(video: HTMLVideoElement): Alone['cues'] {
  const tracks = [...video.textTracks].filter(({ kind }) => kind === 'metadata');
  return tracks
    .flatMap(({ cues }) => [...(cues ?? [])])
    .map((cue) => {
      const { id, startTime: start, endTime: end } = cue;
      const { key, data } = (cue as VTTCue & { value: { key: string; data: unknown } }).value;
      const hex =
        data instanceof ArrayBuffer
          ? [...new Uint8Array(data)].map((byte) => (byte + 256).toString(16).slice(1))
          : null;
      return { id, key, start, end, data: hex?.join('') ?? String(data) };
    });
}

function fieldsOf(value: unknown, depth = 2): readonly string[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const own = [...Object.keys(value), ...Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(value)))];
  return [...new Set([...own, ...Object.values(value).flatMap((inner) => fieldsOf(inner, depth - 1))])];
}

window.hears = {
  async alone(url, how = {}) {
    const video = document.createElement('video');
    video.muted = true;
    const hls = new Hls({ enableInterstitialPlayback: false });
    if (how.cues || how.segments) hls.attachMedia(video);
    const seen = await follow(hls, url, how);
    const details = hls.levels[0]?.details;
    const ranges = Object.values(details?.dateRanges ?? {}).filter((range): range is DateRange => range !== undefined);
    const told: Alone = {
      dateRanges: ranges.map(({ id, startTime, duration, plannedDuration, attr }) => ({
        ...{ id, start: orNull(startTime), duration: orNull(duration), plannedDuration: orNull(plannedDuration) },
        attributes: { ...attr },
      })),
      cues: cuesOf(video),
      tags: (details?.fragments ?? [])
        .flatMap(({ tagList }) => tagList.map(([name = '']) => name))
        .filter((name) => !/^(INF|PROGRAM-DATE-TIME)$/.test(name)),
      events: [...seen.events],
      interstitialFields: fieldsOf(hls.interstitialsManager?.events[0]),
      hasDates: details?.hasProgramDateTime ?? false,
      segmentsBuffered: seen.segments,
    };
    hls.destroy();
    return told;
  },
  async ours(url, how = {}) {
    const video = document.createElement('video');
    video.muted = true;
    const hls = new Hls();
    const player = hlsjs(hls, video, how.options);
    const session = createAdSession({
      player,
      decision: { url: new URL('decision', new URL(url, location.href)).href, jitterMs: 0, budgetMs: 10_000 },
    });
    const signals: Ours['signals'][number][] = [];
    const breaks: Ours['breaks'][number][] = [];
    const causes: Ours['causes'][number][] = [];
    session.on('signal', ({ signal }) => signals.push(signal));
    session.on('break', (detail) => breaks.push(detail));
    session.on('cause', ({ cause }) => {
      if (!cause.name.startsWith('DECISION')) causes.push(cause);
    });
    if (how.segments) hls.attachMedia(video);
    const seen = await follow(hls, url, how);
    const hasDates = hls.levels[0]?.details?.hasProgramDateTime ?? false;
    session.destroy();
    hls.destroy();
    return { signals, breaks, causes, hasDates, segmentsBuffered: seen.segments };
  },
};
