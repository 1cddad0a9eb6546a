import type { PlayerFact } from '@cutaway/core';
import type { FakeTimeline } from './fake-timeline.js';

type RenditionFact = Extract<PlayerFact, { type: 'rendition' }>;

/** What a fake player measures and shows. */
export type FakeRendition = Pick<RenditionFact, 'throughputKbps' | 'variant'>;

/** Says it each time it is called and something changed; the viewer can go wherever segments are known. */
export function tellRendition(
  now: () => FakeRendition,
  timeline: FakeTimeline,
  tell: (fact: RenditionFact) => void,
): () => void {
  let told = '';
  return () => {
    const fact: RenditionFact = {
      type: 'rendition',
      ...now(),
      seekable: timeline.seekable,
      audio: { language: 'en', role: null },
      text: null,
    };
    if (JSON.stringify(fact) === told) return;
    told = JSON.stringify(fact);
    tell(fact);
  };
}
