import { checkFits, type AdMedia, type RenditionKind } from '@cutaway/manifest';
import {
  DECISION_PROTOCOL,
  type Ad,
  type BeaconParty,
  type Break,
  type DecisionReply,
  type DecisionRequest,
  type ErrorName,
} from '@cutaway/model';
import type { LoadAdMedia } from './load-ad-media.js';
import { routeSegments } from './route-segments.js';
import type { Filling } from './ssai-state.js';

/** All that can be stitched: an ad that has none of it is not to be decided. */
const HLS = 'application/vnd.apple.mpegurl';

/** What is needed to fill a break of one session. */
export interface BreakPreparation {
  readonly sessionId: string;
  readonly party: BeaconParty;
  /** Kinds of the channel's renditions: an ad must have them all. */
  readonly kinds: readonly RenditionKind[];
  readonly decide: (request: DecisionRequest) => Promise<DecisionReply>;
  readonly load: LoadAdMedia;
}

/** An ad that was chosen and cannot be shown. */
export interface LeftOut {
  readonly ad: Ad;
  readonly error: ErrorName;
}

/** Decides a break and reads its ads' media. Ads whose media fails or does not fit are left out. */
export async function prepareBreak(
  brk: Break,
  { sessionId, party, kinds, decide, load }: BreakPreparation,
): Promise<{ readonly filling: Filling; readonly leftOut: readonly LeftOut[] }> {
  const { pod, errorUrls } = await decide({
    protocol: DECISION_PROTOCOL,
    sessionId,
    breakId: brk.id,
    kind: brk.kind,
    startsAt: brk.startsAt,
    durationMs: brk.plannedMs,
    upids: brk.upids,
    budgetMs: 0,
    pod: { mimes: [HLS] },
  });
  const read = await Promise.all(pod.ads.map(async (ad) => ({ ad, media: await load(ad) })));
  const good: { readonly ad: Ad; readonly media: AdMedia }[] = [];
  const leftOut: LeftOut[] = [];
  for (const { ad, media } of read) {
    const error = 'error' in media ? media.error : (checkFits([media], kinds)?.name ?? null);
    if (error !== null || 'error' in media) leftOut.push({ ad, error: error ?? 'MEDIA_UNSUPPORTED' });
    else good.push({ ad, media });
  }
  const sources = good.map(({ media }) => media);
  const media = party === 'server' ? sources.map(routeSegments) : sources;
  const filling = { pod: { ...pod, ads: good.map(({ ad }) => ad) }, media, sources, errorUrls };
  return { filling, leftOut };
}
