import type { WallMs } from '@cutaway/model';
import { RecentMap } from '../beacons/recent-map.js';
import type { ShownAd, ShownBreak } from '../caps/counts.js';
import type { Publisher, SeparationScope } from '../catalogue/catalogue.js';
import { NO_NEIGHBOURS, type Neighbours } from './pod-rules.js';

/** An ad of a pod that a stream was answered with. */
export interface StreamAd extends ShownAd {
  readonly advertisers: readonly string[];
  readonly categories: readonly string[];
}

/** One break of a stream. */
export type StreamBreak = ShownBreak<StreamAd>;

/**
 * What each stream was given, for caps of a stream and separation beyond a pod. A node knows what it answered itself: a stream that
 * changes nodes begins anew, which is the known price of keeping this out of every store.
 */
export interface StreamMemory {
  /** Of other breaks than this one: the same question again finds what the first found. */
  before(sessionId: string, breakId: string): readonly StreamBreak[];
  remember(sessionId: string, brk: StreamBreak): void;
}

/** Streams, and ads of each: some 150 bytes for each break, since ads are the same for many streams. */
const MOST_STREAMS = 50_000;
const MOST_ADS = 200;

export function createStreamMemory(mostStreams: number = MOST_STREAMS): StreamMemory {
  const streams = new RecentMap<readonly StreamBreak[]>(mostStreams);
  const others = (sessionId: string, breakId: string): readonly StreamBreak[] =>
    (streams.get(sessionId) ?? []).filter((brk) => brk.breakId !== breakId);
  return {
    before: others,
    remember(sessionId, brk) {
      streams.set(sessionId, lastOf([...others(sessionId, brk.breakId), brk]));
    },
  };
}

/** The last one, and those before it that are not too many. */
function lastOf(breaks: readonly StreamBreak[]): readonly StreamBreak[] {
  let ads = breaks.reduce((sum, brk) => sum + brk.ads.length, 0);
  let from = 0;
  for (; ads > MOST_ADS && from < breaks.length - 1; from += 1) ads -= breaks[from]?.ads.length ?? 0;
  return from === 0 ? breaks : breaks.slice(from);
}

/** Whether a publisher keeps apart what is in different pods of a stream. */
export const looksBack = ({ advertiser, category }: Publisher['separation']): boolean =>
  isBeyondPod(advertiser) || isBeyondPod(category);

const isBeyondPod = (scope: SeparationScope): boolean => scope === 'stream' || typeof scope === 'object';

/** Whom a pod must keep apart from, for rules that look beyond it. What was fetched ahead may be shown after it. */
export function neighboursOf(
  breaks: readonly StreamBreak[],
  { advertiser, category }: Publisher['separation'],
  atMs: WallMs,
): Neighbours {
  if (breaks.length === 0) return NO_NEIGHBOURS;
  const within = (scope: SeparationScope): readonly StreamAd[] => {
    if (scope === 'stream') return breaks.flatMap(({ ads }) => ads);
    if (typeof scope !== 'object') return [];
    return breaks.flatMap((brk) => (Math.abs(atMs - brk.atMs) < scope.minutes * 60_000 ? brk.ads : []));
  };
  return {
    advertisers: new Set(within(advertiser).flatMap((ad) => ad.advertisers)),
    categories: new Set(within(category).flatMap((ad) => ad.categories)),
  };
}
