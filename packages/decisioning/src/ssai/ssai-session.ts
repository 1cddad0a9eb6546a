import {
  ERRORS,
  type BeaconParty,
  type Break,
  type DecisionReply,
  type DecisionRequest,
  type ErrorName,
  type TrackingEvent,
  type WallMs,
} from '@cutaway/model';
import { fillVariables } from '@cutaway/manifest';
import { initialTimeline, withDates, type Timeline } from '@cutaway/signals/time';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asker } from '../decide/decider.js';
import { answerStitched, findRun } from './answer-stitched.js';
import { completeUris } from './complete-uris.js';
import type { FetchText } from './fetch-text.js';
import type { HearChannel } from './hear-channel.js';
import { hearPlaylist, servePlaylist } from './hear-playlist.js';
import type { LoadAdMedia } from './load-ad-media.js';
import { prepareBreak } from './prepare-break.js';
import type { SsaiChannel } from './rewrite-multivariant.js';
import { locateSegment, type SegmentPlace } from './route-segments.js';
import { segmentEvents } from './segment-events.js';
import type { Device, Lanes, SendBeacons } from './send-beacons.js';
import { fillBreak, initialSsaiState, type Filling, type SsaiState } from './ssai-state.js';
import { withoutInterstitials } from './without-interstitials.js';

/** Playlists and decisions wait this long for the ads of a break just announced, then go out without them. */
const PREPARE_WAIT_MS = 1000;

/** Who plays the stitched channel: breaks are decided for him, by what the CDN says of him too. */
export interface Viewer extends Device, Pick<Asker, 'headers'> {}

/** What a session works with. */
export interface SsaiSessionRoom {
  readonly sessionId: string;
  readonly party: BeaconParty;
  /** `SsaiSession.isCrowded`. */
  readonly isCrowded: boolean;
  readonly channel: SsaiChannel;
  readonly fetchText: FetchText;
  readonly nowMs: () => WallMs;
  readonly load: LoadAdMedia;
  readonly decide: (request: DecisionRequest, viewer: Viewer) => Promise<DecisionReply>;
  readonly send: SendBeacons;
  /** Each refresh of the origin's playlists. */
  readonly hear: HearChannel;
  /** An ad was chosen and could not be shown. */
  readonly adLeftOut: (error: ErrorName) => void;
}

/** One player on the stitched channel. */
export interface SsaiSession {
  /** Nobody's own: content alone, for all who come while there is no room. */
  readonly isCrowded: boolean;
  readonly channelText: string;
  /** A refresh of a media playlist; null: no such playlist. Throws where the origin does not answer. */
  playlist(name: string, viewer: Viewer): Promise<{ readonly text: string; readonly isStitched: boolean } | null>;
  /** The ads of a break as they were stitched. Waits for a break that is being prepared. */
  decision(request: DecisionRequest): Promise<DecisionReply>;
  /** Where a routed segment is; tells the trackers where this party is the server. */
  segment(place: SegmentPlace, device: Device): string | null;
}

export function createSsaiSession(room: SsaiSessionRoom): SsaiSession {
  const { sessionId, party, channel } = room;
  const kinds = [...new Set(channel.renditions.map(({ kind }) => kind))];
  const waiting = new Set<Promise<void>>();
  const fired = new Map<string, ReadonlySet<TrackingEvent>>();
  let state: SsaiState = initialSsaiState;
  const lanes: Lanes = new Map();
  /** What has no dates can be placed nowhere: a channel without any begins now. */
  let timeline: Timeline | null = null;
  const dated = (key: string, text: string): string => {
    const next = withDates((timeline ??= initialTimeline(room.nowMs())), text, key);
    timeline = next.timeline;
    return next.text;
  };

  const nothing = (brk: Break): Filling => ({
    pod: { id: brk.id, breakId: brk.id, beaconedBy: party, ads: [] },
    media: [],
    sources: [],
    errorUrls: [],
  });

  async function prepare(brk: Break, viewer: Viewer): Promise<void> {
    const decide = (request: DecisionRequest) => room.decide(request, viewer);
    const preparation = { sessionId, party, kinds, decide, load: room.load };
    const prepared = await prepareBreak(brk, preparation).catch(() => ({ filling: nothing(brk), leftOut: [] }));
    state = fillBreak(state, brk.id, prepared.filling);
    for (const { ad, error } of prepared.leftOut) {
      room.adLeftOut(error);
      const due = { ad, events: ['error'] as const, adMs: null, errorCode: ERRORS[error].vast, device: viewer };
      if (party === 'server') room.send(due, lanes);
    }
  }

  /** Of ads whose breaks are remembered no more nothing can be asked for. */
  function forgetFired(): void {
    const ads = state.runs.flatMap((run) => (run.phase === 'stitched' ? run.filling.pod.ads : []));
    for (const id of fired.keys()) if (!ads.some(({ adInstanceId }) => adInstanceId === id)) fired.delete(id);
  }

  function start(task: Promise<void>): void {
    const done = new AbortController();
    const tooLong = sleep(PREPARE_WAIT_MS, undefined, { signal: done.signal, ref: false }).catch(() => undefined);
    const waited = Promise.race([task, tooLong]).finally(() => {
      done.abort();
      waiting.delete(waited);
    });
    waiting.add(waited);
  }

  return {
    isCrowded: room.isCrowded,
    channelText: channel.text,

    async playlist(name, viewer) {
      const rendition = channel.renditions.find((one) => one.name === name);
      if (rendition === undefined) return null;
      const origin = await room.fetchText(rendition.key);
      const { text: filled } = fillVariables(origin.text, origin.url, channel.variables);
      room.hear(rendition.key, filled);
      const text = dated(rendition.key, filled);
      const heard = hearPlaylist(state, rendition.key, text);
      state = heard.state;
      forgetFired();
      for (const brk of heard.announced) start(prepare(brk, viewer));
      await Promise.all(waiting);
      const shown = party === 'server' ? withoutInterstitials(text) : text;
      const served = servePlaylist(state, rendition, completeUris(shown, origin.url));
      state = served.state;
      return { text: served.text, isStitched: state.plans.length > 0 };
    },

    async decision(request) {
      if (findRun(state, request)?.phase === 'preparing') await Promise.all(waiting);
      return answerStitched(state, request, party);
    },

    segment(place, device) {
      const run = state.runs.find(
        (one) => one.phase === 'stitched' && one.filling.pod.ads.some((ad) => ad.adInstanceId === place.adInstanceId),
      );
      if (run?.phase !== 'stitched') return null;
      const { pod, sources } = run.filling;
      const ad = pod.ads.find((one) => one.adInstanceId === place.adInstanceId);
      const located = locateSegment(sources, place);
      if (located === null || ad === undefined) return null;
      const before = fired.get(place.adInstanceId) ?? new Set();
      const events = located.counts && party === 'server' ? segmentEvents(located.part, before) : [];
      fired.set(place.adInstanceId, new Set([...before, ...events]));
      const due = { ad, events, adMs: located.part.startMs, errorCode: null, device };
      if (events.length > 0) room.send(due, lanes);
      return located.uri;
    },
  };
}
