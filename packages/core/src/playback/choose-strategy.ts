import type { AdRun } from '../run/break-run.js';
import type { Strategy } from '../strategy.js';
import type { SessionState } from '../state.js';

export interface Choice {
  readonly strategy: Strategy;
  /** One sentence for the break report. */
  readonly reason: string;
  /** False where nothing here can show the pod. */
  readonly isPossible: boolean;
}

/** How this break will reach the screen. */
export function chooseStrategy(
  { player, config, hasUi, renditionKinds, live, publishedEdge }: SessionState,
  ads: readonly AdRun[],
  isStitched: boolean,
  isOverlay: boolean,
): Choice {
  const { strategy: wish } = config;
  const chosen = (strategy: Strategy, reason: string): Choice => ({ strategy, reason, isPossible: true });
  if (isStitched) return chosen('serverStitched', 'the server stitched the stream');
  if (isOverlay && hasUi) return chosen('overlay', 'the pod is non-linear');
  const isSegmented = ads.every(({ files }) => files.stitch);
  // A stream of which no playlist came through us is DASH, or played by the element itself.
  // VOD is read once: nothing comes into a text that the player has.
  const isOpen = live !== false || publishedEdge === null;
  const isRewritten = player.rewritesPlaylists && renditionKinds.length > 0 && isOpen;
  if (!isOverlay && wish !== 'secondElement' && isRewritten && player.hls && isSegmented)
    return chosen('stitch', 'every ad is segmented');
  if (!isOverlay && wish !== 'stitch' && player.secondElement && ads.some(({ files }) => files.element))
    return chosen(
      'secondElement',
      wish !== 'auto'
        ? 'asked for by the application'
        : isSegmented
          ? 'no playlist is rewritten'
          : 'an ad is not segmented',
    );
  const strategy = isOverlay ? 'overlay' : 'stitch';
  return { strategy, reason: 'nothing here can show the pod', isPossible: false };
}
