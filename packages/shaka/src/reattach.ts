import type { Undo } from '@cutaway/core';
import { isHls, type PlayedSpan, type SecondElement } from '@cutaway/element';
import { prepareFile, reattach, type PrepareHow, type ReattachEngine } from '@cutaway/element/reattach';
import type { SecondElementSurroundings } from '@cutaway/element/second-element';
import { clearOfEdges } from './clear-of-edges.js';
import { isDash } from './is-dash.js';
import { openAdPlayer, type AdLoading } from './load-ad-media.js';
import { followText } from './follow-text.js';
import { keepTracks } from './keep-tracks.js';
import { chooserOf, type QualityChooser } from './quality-chooser.js';
import { readText } from './read-text.js';
import { SEGMENT, type ShakaNetworkClass, type ShakaPlayer, type ShakaTrack } from './shaka-player.js';
import { startQuickly } from './start-quickly.js';

/** `shaka.media.PreloadManager`: a manifest that is read on. */
interface Kept {
  destroy?(): Promise<unknown>;
}

/** Sound and picture of a segment end within this time of each other. */
const ABOUT_SECONDS = 0.1;

/** Ads in the content's element with Shaka. The only door of the code that is loaded with the first of them. */
export function reattachShaka(around: Omit<SecondElementSurroundings, 'load'> & AdLoading): SecondElement {
  return reattach({ ...around, engine: engineOf(around) });
}

/** Shaka keeps the manifest, and reads it on, while it has no element: so its timeline stays, and there is no manifest to wait for. */
function engineOf(loading: AdLoading & Pick<SecondElementSurroundings, 'content' | 'played'>): ReattachEngine {
  const { player, content: video } = loading;
  const { spans } = loading.played; // while content is away it is told that there are none
  let uri: string | null = null;
  let kept: Kept | null = null;
  /** Loads of the application wait for the element. */
  let back: () => boolean = () => false;
  /** The application is done with what it was playing: it is not to come back. */
  let isLeft = false;
  const leave = (): void => void (isLeft = true);
  let chooser: QualityChooser | undefined;
  let isOn = true;
  /** What is on the element ends where the playlist says that a segment ends. */
  let isExact = false;
  /** What the viewer reads of content, as it was when content left. */
  let read: ShakaTrack | undefined;
  let choose: Undo = () => undefined;
  const detach = async (): Promise<void> => {
    const { buffered } = video;
    read = readText(player);
    choose = keepTracks(player) ?? choose;
    if (buffered.length > 0) isExact = isListedEnd(buffered.end(buffered.length - 1), spans());
    const now = player.getAssetUri();
    if (now !== null) isLeft = false;
    uri = now ?? uri;
    isOn = false;
    back = loading.loads.wait();
    chooser = chooserOf(player);
    // What has not begun has no place yet.
    kept = (await player.detachAndSavePreload?.(true, video.currentTime > 0)) ?? kept;
    await player.detach(true);
    player.addEventListener('unloading', leave);
    chooser?.stop();
  };
  const load = async (fromSeconds?: number): Promise<void> => {
    if (isOn) await detach();
    isOn = true;
    const source = kept ?? uri;
    startQuickly(player, video, isExact && kept !== null);
    kept = null;
    let isAnother = false;
    await player.attach(video).finally(() => (isAnother = back()));
    player.removeEventListener('unloading', leave);
    // Without its end it would read its playlists for good.
    if (isAnother || isLeft) void (source as Kept | null)?.destroy?.();
    else if (source !== null) await loading.loads.loadAgain(source, fromSeconds && clearOfEdges(fromSeconds));
    if (chooserOf(player) !== chooser) chooser?.release?.();
    chooser = undefined;
  };
  return {
    detach,
    attach: load,
    async reload(fromSeconds) {
      if (isOn) await detach();
      void kept?.destroy?.();
      kept = null;
      await load(fromSeconds);
      choose();
    },
    /** Into the browser's cache, with what the application's filters add: where an answer may not be kept, it is asked for once more. */
    warm(fromSeconds) {
      for (const url of loading.ahead(fromSeconds)) fetchAhead(player, url);
    },
    prepare: (ad, said) =>
      isHls(ad.mime) || isDash(ad.mime) ? prepareShaka(loading, () => read)(ad, said) : prepareFile(ad, said),
  };
}

const isListedEnd = (seconds: number, spans: readonly PlayedSpan[]): boolean =>
  spans.some(({ start, duration }) => Math.abs(start + duration - seconds) < ABOUT_SECONDS);

function fetchAhead(player: ShakaPlayer, url: string): void {
  const network = player.getNetworkingEngine();
  const { makeRequest } = (network?.constructor ?? {}) as Partial<ShakaNetworkClass>;
  const once = { ...player.getConfiguration().streaming.retryParameters, maxAttempts: 1 };
  if (makeRequest) network?.request?.(SEGMENT, makeRequest([url], once)).promise.catch(() => undefined);
}

/** A second Shaka with no element loads the manifest and the first segments. */
function prepareShaka(loading: AdLoading, readOfContent: () => ShakaTrack | undefined): PrepareHow {
  return ({ url, captioned }, { ready, failed }) => {
    const { adPlayer, onError } = openAdPlayer(loading, failed);
    const leaveText = captioned ? () => undefined : followText(adPlayer, readOfContent);
    let first: { waitForFinish(): Promise<unknown> } | null = null;
    adPlayer
      .preload(url)
      .then((preload) => (first = preload)?.waitForFinish())
      .then(ready, onError);
    return {
      attach: (video) =>
        adPlayer
          .attach(video)
          .then(() => adPlayer.load(first ?? url))
          .catch(onError),
      free() {
        leaveText();
        return adPlayer.destroy().catch(() => undefined);
      },
      choosesText: true,
    };
  };
}
