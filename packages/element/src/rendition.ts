import type { PlayerFact, PlayerHost, Undo } from '@cutaway/core';
import { programAt, spanAt } from './program-time.js';
import type { PlayedContent } from './watch-content.js';

const LOOK_EVERY_MS = 1000;

type RenditionFact = Extract<PlayerFact, { type: 'rendition' }>;

/** What an engine knows of its stream. `seekable`: seconds of media time between which the viewer can move. */
export interface RenditionKnown extends Omit<RenditionFact, 'type' | 'seekable'> {
  readonly seekable: readonly [number, number] | null;
}

/** What is given along to the code that is loaded with the session. */
export interface RenditionSurroundings {
  readonly played: PlayedContent;
  readonly tell: PlayerHost['tell'];
}

/** Door: says what an engine measures, shows and has chosen, about once a second where it changed. */
export function watchRendition({ played, tell }: RenditionSurroundings, look: () => RenditionKnown): Undo {
  let told = '';
  const programOf = (seconds: number): number => Math.round(programAt(spanAt(played.spans(), seconds), seconds));
  const timer = setInterval(() => {
    const { throughputKbps, variant, seekable, audio, text } = look();
    const fact: RenditionFact = {
      type: 'rendition',
      throughputKbps: throughputKbps && Math.round(throughputKbps),
      variant,
      seekable: seekable && seekable[1] > seekable[0] ? [programOf(seekable[0]), programOf(seekable[1])] : null,
      ...{ audio, text },
    };
    const now = JSON.stringify(fact);
    if (now === told) return;
    told = now;
    tell(fact);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
