import type { LoadedPlaylist, Undo } from '@cutaway/core';
import { withoutDeltaOffer, type StreamGate } from '@cutaway/element';
import type { HeardSegment } from '@cutaway/element/hear-stream';
import { cutCues } from './cut-cues.js';
import { createFragmentedText } from './fragmented-text.js';
import { hearMpds } from './hear-mpds.js';
import { createInits } from './inits.js';
import { createRenditions } from './renditions.js';
import {
  INIT_SEGMENT,
  MANIFEST,
  MASTER_PLAYLIST,
  MEDIA_PLAYLIST,
  MPD,
  SEGMENT,
  type ResponseFilter,
  type ShakaPlayer,
  type ShakaResponse,
} from './shaka-player.js';
import type { ShakaTimeline } from './shaka-timeline.js';
import { sayIvs } from './say-ivs.js';
import { splitSoundHoles } from './split-sound-holes.js';

/**
 * Puts the gate between the network and Shaka: every media playlist waits for its text, every segment is noted in the timeline.
 * The undo leaves Shaka's answers alone, also those of a preload that took the filter with it.
 */
export function readResponses(player: ShakaPlayer, gate: StreamGate<HeardSegment>, timeline: ShakaTimeline): Undo {
  const renditions = createRenditions();
  const inits = createInits();
  const fragmented = createFragmentedText();
  const hearMpd = hearMpds(gate.tell);
  let isOn = true;
  let uncut: Undo | undefined;

  const describe = (text: string, { originalUri, uri }: ShakaResponse): LoadedPlaylist | null => {
    const isMultivariant = renditions.learn(text, uri);
    if (isMultivariant) fragmented.startAnew();
    if (isMultivariant || !/^#EXTINF:/m.test(text)) return null;
    const described = renditions.describe(originalUri, uri);
    return described && { url: uri, text, ...described };
  };
  const note = (whole: string, loaded: LoadedPlaylist, asked: string): string => {
    const { kind, url } = loaded;
    if (kind === 'text') return whole === loaded.text ? whole : moveText(whole, loaded, asked);
    const text = kind === 'audio' ? splitSoundHoles(whole, url, gate.soundShiftMs) : whole;
    return timeline.read(text, loaded) ? withoutPlaces(text) : text;
  };
  const moveText = (text: string, { url }: LoadedPlaylist, asked: string): string => {
    uncut ??= cutCues(player, timeline, fragmented);
    const isFragmented = /^#EXT-X-MAP:/m.test(text) && !renditions.isTimedText(asked);
    return withoutPlaces(isFragmented ? fragmented.read(text, url) : text);
  };
  const readManifest = (response: ShakaResponse): Promise<void> | void => {
    const loaded = orElse(null, () => describe(new TextDecoder().decode(response.data), response));
    if (!loaded) return;
    const request = { headers: { get: (name: string) => response.headers[name] ?? null } };
    return new Promise((resolve) =>
      gate.playlist(
        loaded,
        (served) => {
          const whole = withoutDeltaOffer(served);
          response.data = new TextEncoder().encode(
            orElse(whole, () => note(sayIvs(whole), loaded, response.originalUri)),
          );
          resolve();
        },
        request,
      ),
    );
  };
  const filter: ResponseFilter = (type, response, context) => {
    if (!isOn || !context) return;
    const { stream, segment } = context;
    if (type === MANIFEST && (context.type === MEDIA_PLAYLIST || context.type === MASTER_PLAYLIST))
      return readManifest(response);
    if (type === MANIFEST && context.type === MPD) hearMpd(new TextDecoder().decode(response.data));
    if (type !== SEGMENT) return;
    const asked = (): string => timeline.named(response.originalUri);
    if (context.type === INIT_SEGMENT) {
      const url = asked();
      gate.mendSegment(response.data, url);
      return inits.keep(url, new Uint8Array(response.data as ArrayBuffer)); // Shaka makes it one before it asks a filter
    }
    if (stream && !/^(video|audio)$/.test(stream.type)) return;
    const loaded = stream && segment ? timeline.add(segment, stream.type) : timeline.addLookedAt(asked());
    if (!loaded) return;
    const { url, startsAt } = loaded;
    if (/^blob:/.test(response.uri)) gate.tell({ type: 'segment-failed', url, status: null });
    const take = (init: Uint8Array | null): void => {
      response.data = gate.mendSegment(response.data, url, init);
      gate.segment(response.data, url, { stream: stream ? `${stream.type} ${stream.id}` : '', startsAt, init });
    };
    const init = inits.find(loaded.init);
    // What Shaka fetches ahead comes beside its initialisation segment, and may be first: an ad cannot be mended without.
    if (init || loaded.init === null || gate.soundShiftMs(url) == null) return take(init);
    return inits.until(loaded.init).then(take);
  };
  player.getNetworkingEngine()?.registerResponseFilter(filter);
  return () => {
    isOn = false;
    uncut?.();
    player.getNetworkingEngine()?.unregisterResponseFilter(filter);
  };
}

/**
 * VOD with ads inserted. Shaka lays segments out by their dates, so it has none, and lays them one behind the other. From 5.1 on it reads
 * initialisation segments of text beside a picture whose discontinuity has no number, which the first one has where none is listed.
 */
const withoutPlaces = (text: string): string =>
  text.replace(/^#EXT-X-(PROGRAM-DATE-TIME|DISCONTINUITY-SEQUENCE):.*\n/gm, '');

/** Shaka takes a filter that throws for a stream that failed: a fault of ours, or a URL that is none, must not cost the viewer it. */
function orElse<Result>(otherwise: Result, run: () => Result): Result {
  try {
    return run();
  } catch {
    return otherwise;
  }
}
