import type { FileFetch } from './find-index.js';
import type { MediaProbe } from './preflight.js';
import { createDashProbe } from './probe-dash.js';
import { createFileProbe } from './probe-file.js';
import { createHlsProbe, type LoudnessMeter, type PageFetch } from './probe-hls.js';
import { createWebmProbe } from './probe-webm.js';

/** Measures what it can of media: HLS, DASH, MP4 and WebM. Of other media nothing is known: null. */
export function createMediaProbe(fetch: PageFetch & FileFetch, meter: LoudnessMeter | null): MediaProbe {
  const probes = [
    ...[createHlsProbe(fetch, meter), createDashProbe(fetch, meter)],
    ...[createFileProbe(fetch, meter), createWebmProbe(fetch, meter)],
  ];
  return async (file) => {
    for (const probe of probes) {
      const probed = await probe(file);
      if (probed !== null) return probed;
    }
    return null;
  };
}
