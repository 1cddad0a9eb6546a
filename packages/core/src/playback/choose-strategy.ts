import type { Ad, MediaFile } from '@cutaway/model';
import { bestMediaFile, isHls } from '@cutaway/vast';
import type { AdRun } from '../run/break-run.js';
import type { Strategy } from '../strategy.js';
import type { PlayerState, SessionState } from '../state.js';

export interface Choice {
  readonly strategy: Strategy;
  /** One sentence for the break report. */
  readonly reason: string;
  /** False where nothing here can show the pod. */
  readonly isPossible: boolean;
}

/** The HLS file of an ad. */
export function hlsFile(ad: Ad): MediaFile | undefined {
  return ad.mediaFiles.find(isHls);
}

/** The file that a second element would play. */
export function elementFile(ad: Ad, { hls, mp4 }: Pick<PlayerState, 'hls' | 'mp4'>): MediaFile | null {
  const playable = ad.mediaFiles.filter((file) => file.url !== '' && (isHls(file) ? hls : mp4));
  return bestMediaFile(playable, false);
}

/** The file of an ad that a strategy plays; null where nobody here knows. */
export function playedFile(ad: Ad, strategy: Strategy, player: PlayerState): MediaFile | null {
  if (strategy === 'secondElement') return elementFile(ad, player);
  return (strategy === 'stitch' && hlsFile(ad)) || null;
}

/** How this break will reach the screen. */
export function chooseStrategy(
  { player, config, hasUi }: SessionState,
  ads: readonly AdRun[],
  isStitched: boolean,
  isOverlay: boolean,
): Choice {
  const { strategy: wish } = config;
  const chosen = (strategy: Strategy, reason: string): Choice => ({ strategy, reason, isPossible: true });
  if (isStitched) return chosen('serverStitched', 'the server stitched the stream');
  if (isOverlay && hasUi) return chosen('overlay', 'the pod is non-linear');
  const isSegmented = ads.every(({ ad }) => hlsFile(ad));
  if (!isOverlay && wish !== 'secondElement' && player.rewritesPlaylists && player.hls && isSegmented)
    return chosen('stitch', 'every ad is segmented');
  if (!isOverlay && wish !== 'stitch' && player.secondElement && ads.some(({ ad }) => elementFile(ad, player)))
    return chosen('secondElement', wish === 'auto' ? 'an ad is not segmented' : 'asked for by the application');
  const strategy = isOverlay ? 'overlay' : 'stitch';
  return { strategy, reason: 'nothing here can show the pod', isPossible: false };
}
