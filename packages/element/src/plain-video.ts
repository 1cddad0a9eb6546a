import type { PlayerHost, PlayerPort, Undo } from '@cutaway/core';
import type { Signal } from '@cutaway/model';
import { elementPort, type ElementOptions, type Engine } from './element-port.js';
import { listen } from './listen.js';
import type { RenditionKnown } from './rendition.js';
import type { WantedTrack } from './wanted-track.js';
import type { PlayedSpan } from './watch-content.js';

export interface PlainVideoOptions extends Omit<ElementOptions, 'inband'> {
  /** The breaks that the application knows of, told at `connect`: an element says nothing of what is in its stream. */
  readonly signals?: readonly Signal[];
}

/** `getStartDate()` is WebKit's: the date of media time zero; an invalid one where the stream has none. */
type DatedVideo = HTMLVideoElement & { getStartDate?(): Date };

/**
 * A `<video src>` as a player port: a file, or HLS where the element plays it. No playlist passes through, so nothing is stitched
 * and no mark is heard; ads play in a second element, their source set likewise. Programme time is the stream's date where the
 * engine tells it, else media time.
 */
export function plainVideo(video: HTMLVideoElement, options: PlainVideoOptions = {}): PlayerPort {
  const { signals = [] } = options;
  const port = elementPort(video, engineOf(video), options);
  return {
    ...port,
    abilities: { ...port.abilities, rewritesPlaylists: false },
    connect(host) {
      const undo = port.connect(host);
      if (signals.length > 0) host.tell({ type: 'heard', signals, causes: [] });
      return undo;
    },
  };
}

function engineOf(video: HTMLVideoElement): Engine<never> {
  const reload = (mediaSeconds = video.currentTime): void => {
    const from = isLive(video) ? null : mediaSeconds;
    video.load();
    if (from !== null) video.currentTime = from;
  };
  return {
    name: 'video element',
    plays: () => false, // what the element can play, the element says
    hookIn: () => [],
    spans: () => spansOf(video),
    latencySeconds: () => (isLive(video) ? edgeOf(video) - video.currentTime : null),
    watchFailures: (tell, onFatal) => watchError(video, tell, onFatal),
    reload,
    recover: (_isMediaError, mediaSeconds) => reload(mediaSeconds),
    loadEars: () =>
      Promise.reject(new Error('Cannot hear stream: it is not seen, expected signals of the application')),
    loadAds: (around) =>
      import('./second-element.js').then((code) =>
        code.withReattach(
          code.secondElement({ ...around, load: (ad, { url }) => code.loadFile(ad, url) }),
          () => import('./reattach-plain.js').then((own) => own.reattachPlain(around)),
          around,
        ),
      ),
    loadRendition: (around) =>
      import('./rendition.js').then((code) => code.watchRendition(around, () => renditionOf(video))),
  };
}

/** An element measures no line, and says of a picture only its size. */
function renditionOf(video: HTMLVideoElement): RenditionKnown {
  const { videoWidth: width, videoHeight: height, seekable, textTracks } = video;
  const tracks: readonly WantedTrack[] = Array.prototype.slice.call(textTracks);
  // Over an ad they are hidden, and wanted all the same.
  const shown = tracks.find(({ mode, cutawayHides }) => mode === 'showing' || (mode === 'hidden' && cutawayHides));
  return {
    throughputKbps: null,
    variant: width > 0 ? { bandwidth: null, width, height, codecs: null } : null,
    seekable: seekable.length > 0 ? [seekable.start(0), edgeOf(video)] : null,
    audio: null,
    text: shown ? { language: shown.language || null, role: shown.kind } : null,
  };
}

const isLive = ({ duration, seekable }: HTMLVideoElement): boolean => duration === Infinity && seekable.length > 0;
const edgeOf = ({ seekable }: HTMLVideoElement): number => seekable.end(seekable.length - 1);

/** All that can be sought, as one segment of no known address. */
function spansOf(video: DatedVideo): readonly PlayedSpan[] {
  if (video.seekable.length === 0) return [];
  const start = video.seekable.start(0);
  const zeroMs = video.getStartDate?.().getTime() ?? NaN;
  const programDateTime = isNaN(zeroMs) ? null : zeroMs + start * 1000;
  return [{ start, duration: edgeOf(video) - start, programDateTime, url: '' }];
}

function watchError(video: HTMLVideoElement, tell: PlayerHost['tell'], onFatal: (isMediaError: boolean) => void): Undo {
  return listen(video, ['error'], () => {
    const { error, currentSrc } = video;
    if (!error) return;
    tell({ type: 'content-failed', url: currentSrc || null, status: null, fatal: true, detail: error.message });
    onFatal(error.code === error.MEDIA_ERR_DECODE);
  });
}
