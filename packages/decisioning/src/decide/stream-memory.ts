import type { WallMs } from '@cutaway/model';
import { RecentMap } from '../beacons/recent-map.js';
import type { ShownAd } from '../caps/counts.js';
import type { Publisher, SeparationScope } from '../catalogue/catalogue.js';
import { NO_NEIGHBOURS, type Neighbours } from './pod-rules.js';

/** An ad of a pod that a stream was answered with. */
export interface StreamAd extends ShownAd {
  readonly advertisers: readonly string[];
  readonly categories: readonly string[];
}

/**
 * What each stream was given, for caps of a stream and separation beyond a pod. A node knows what it answered itself: a stream that
 * changes nodes begins anew, which is the known price of keeping this out of every store.
 */
export interface StreamMemory {
  /** Of other breaks than this one: the same question again finds what the first found. */
  before(sessionId: string, breakId: string): readonly StreamAd[];
  remember(sessionId: string, breakId: string, ads: readonly StreamAd[]): void;
}

/** Streams, and ads of each, of some 60 bytes: 24 MB where each was in one break of eight, and as much for every other. */
const MOST_STREAMS = 50_000;
const MOST_ADS = 200;

export function createStreamMemory(mostStreams: number = MOST_STREAMS): StreamMemory {
  const streams = new RecentMap<readonly StreamAd[]>(mostStreams);
  const others = (sessionId: string, breakId: string): readonly StreamAd[] =>
    (streams.get(sessionId) ?? []).filter((ad) => ad.breakId !== breakId);
  return {
    before: others,
    remember(sessionId, breakId, ads) {
      streams.set(sessionId, [...others(sessionId, breakId), ...ads].slice(-MOST_ADS));
    },
  };
}

/** Whom a pod must keep apart from, for rules that look beyond it. */
export function neighboursOf(
  ads: readonly StreamAd[],
  { advertiser, category }: Publisher['separation'],
  atMs: WallMs,
): Neighbours {
  if (ads.length === 0) return NO_NEIGHBOURS;
  const within = (scope: SeparationScope): readonly StreamAd[] => {
    if (scope === 'stream') return ads;
    return typeof scope === 'object' ? ads.filter((ad) => atMs - ad.atMs < scope.minutes * 60_000) : [];
  };
  return {
    advertisers: new Set(within(advertiser).flatMap((ad) => ad.advertisers)),
    categories: new Set(within(category).flatMap((ad) => ad.categories)),
  };
}
