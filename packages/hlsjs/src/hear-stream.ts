import type { PlayerHost } from '@cutaway/core';
import type { StreamEars } from '@cutaway/element';
import { hearStream, type HeardSegment } from '@cutaway/element/hear-stream';
import type Hls from 'hls.js';
import type { FragmentLoaderContext } from 'hls.js';

/** Hears what hls.js loads. The only door of the code that is loaded with the first playlist or segment that needs it. */
export function hearHls(hls: Hls, tell: PlayerHost['tell']): StreamEars<FragmentLoaderContext> {
  return hearStream({ tell, source: () => hls.url, describe: describeFragment });
}

function describeFragment({ frag, part }: FragmentLoaderContext): HeardSegment | null {
  if (frag.sn === 'initSegment' || !/^(main|audio)$/.test(frag.type)) return null;
  return {
    stream: `${frag.type} ${frag.level}`,
    startsAt: (frag.programDateTime ?? frag.start * 1000) + (part?.fragOffset ?? 0) * 1000,
    init: frag.initSegment?.data ?? null,
  };
}
