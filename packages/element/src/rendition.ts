import type { PlayerFact, PlayerHost, Undo } from '@cutaway/core';
import { hideSubtitles } from './hide-subtitles.js';
import { together } from './listen.js';
import { programAt, spanAt } from './program-time.js';
import type { WantedTrack } from './wanted-track.js';
import type { PlayedContent } from './watch-content.js';

const LOOK_EVERY_MS = 1000;

type RenditionFact = Extract<PlayerFact, { type: 'rendition' }>;

/** What an engine knows of its stream. `seekable`: seconds of media time between which the viewer can move. */
export interface RenditionKnown extends Omit<RenditionFact, 'type' | 'seekable'> {
  readonly seekable: readonly [number, number] | null;
}

/** What is given along to the code that is loaded with the session. */
export interface RenditionSurroundings {
  readonly content: HTMLVideoElement;
  /** Whether a segment is one of a stitched ad. */
  isAd(this: void, uri: string): boolean;
  readonly played: PlayedContent;
  readonly tell: PlayerHost['tell'];
  /** Whether an ad has the content's element, or content is on its way back: what is seen then is said of no content. Default: never. */
  isAway?(this: void): boolean;
}

/**
 * Door: says what an engine measures, shows and has chosen, about once a second where it changed; and keeps the programme's subtitles from
 * being shown over stitched ads (`drawnIn`: as for `hideSubtitles`). `hides`: captions that the viewer wants are hidden over an ad now.
 */
export function watchRendition(
  { content, played, isAd, tell, isAway = () => false }: RenditionSurroundings,
  look: (hides: boolean) => RenditionKnown,
  drawnIn?: () => HTMLElement | null,
): Undo {
  let told = '';
  const programOf = (seconds: number): number => Math.round(programAt(spanAt(played.spans(), seconds), seconds));
  const hidesWanted = (): boolean =>
    Array.from<WantedTrack>(content.textTracks).some((track) => track.mode === 'hidden' && track.cutawayHides);
  const timer = setInterval(() => {
    if (isAway()) return;
    const { throughputKbps, variant, seekable, audio, text } = look(hidesWanted());
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
  return together([() => clearInterval(timer), hideSubtitles(content, played, isAd, drawnIn)]);
}
