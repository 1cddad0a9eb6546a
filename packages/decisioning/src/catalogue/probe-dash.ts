import { firstFrameMs } from './first-frame.js';
import { SAME_LENGTH_MS, unplayable, type MediaProbe, type ProbedMedia } from './preflight.js';
import type { LoudnessMeter, PageFetch } from './probe-hls.js';
import { readMpdAd, type MpdAd, type MpdRendition } from './read-mpd-ad.js';

const DASH = /dash\+xml/i;

/** Measures DASH creatives as a player would read them: the MPD, and of each rendition the beginning; with a meter, all of the sound. */
export function createDashProbe(fetch: PageFetch, meter: LoudnessMeter | null = null): MediaProbe {
  return async ({ url, type }) => {
    if (!DASH.test(type)) return null;
    try {
      const main = await fetch.text(url);
      const ad = readMpdAd(main.url, main.text);
      const firstFrames = await Promise.all(ad.renditions.map((one) => measureFirstFrame(one, fetch)));
      const sound = ad.renditions.find(({ kind }) => kind === 'sound');
      return {
        ...{ durationMs: Math.round(ad.durationMs), ...sizeOf(ad), faults: oddLengths(ad) },
        firstFrameMs: Math.max(...firstFrames.map((ms) => ms ?? 0)),
        ...(meter && sound && { loudnessLufs: await meter(partsOf(sound, fetch)) }),
      };
    } catch (error) {
      return unplayable(error);
    }
  };
}

/** The first segment is fetched also where there is nothing to measure: whether a page may have it shows at it alone. */
async function measureFirstFrame({ init, segments }: MpdRendition, fetch: PageFetch): Promise<number | null> {
  const [first] = segments();
  const [begin, segment] = await Promise.all([
    init === null ? null : fetch.bytes(init, null),
    // Without an initialisation segment it is one file, of which some is enough.
    first === undefined ? null : fetch.bytes(first, init === null ? { offset: 0, length: ENOUGH } : null),
  ]);
  return begin && segment && firstFrameMs(begin, segment);
}
const ENOUGH = 1024;

async function* partsOf({ init, segments }: MpdRendition, fetch: PageFetch): AsyncIterable<Uint8Array> {
  if (init !== null) yield await fetch.bytes(init, null);
  for (const url of segments()) yield await fetch.bytes(url, null);
}

function sizeOf({ renditions }: MpdAd): Pick<ProbedMedia, 'codec' | 'width' | 'height' | 'bitrateKbps'> {
  const largest = (kind: MpdRendition['kind'], of: 'width' | 'height' | 'bandwidth'): number =>
    Math.max(0, ...renditions.map((one) => (one.kind === kind ? (one[of] ?? 0) : 0)));
  const bandwidth = largest('picture', 'bandwidth') && largest('picture', 'bandwidth') + largest('sound', 'bandwidth');
  return {
    codec: [...new Set(renditions.flatMap(({ codecs }) => codecs ?? []))].join(',') || null,
    ...{ width: largest('picture', 'width') || null, height: largest('picture', 'height') || null },
    bitrateKbps: bandwidth === 0 ? null : Math.round(bandwidth / 1000),
  };
}

/** A break's cuts are the same in each rendition, so none may be shorter than the others. */
function oddLengths({ durationMs, renditions }: MpdAd): readonly string[] {
  return renditions.flatMap(({ kind, lengthMs }) =>
    lengthMs === null || Math.abs(lengthMs - durationMs) <= SAME_LENGTH_MS
      ? []
      : [`has ${kind} of ${Math.round(lengthMs)} ms, expected ${Math.round(durationMs)} ms as its MPD says`],
  );
}
