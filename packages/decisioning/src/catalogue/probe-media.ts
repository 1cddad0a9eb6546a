import type { FileFetch } from './find-index.js';
import type { MediaProbe } from './preflight.js';
import { createFileProbe } from './probe-file.js';
import { createHlsProbe, type LoudnessMeter, type PageFetch } from './probe-hls.js';

/** Measures what it can of media: HLS and MP4. Of other media (DASH, WebM) nothing is known: null. */
export function createMediaProbe(fetch: PageFetch & FileFetch, meter: LoudnessMeter | null): MediaProbe {
  const probes = [createHlsProbe(fetch, meter), createFileProbe(fetch, meter)];
  return async (file) => {
    for (const probe of probes) {
      const probed = await probe(file);
      if (probed !== null) return probed;
    }
    return null;
  };
}
