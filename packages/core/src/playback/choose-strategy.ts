import type { Ad, DecisionReply } from '@cutaway/model';
import { chooseMediaFile } from '@cutaway/vast';
import type { Strategy } from '../session-event.js';
import type { SessionState } from '../state.js';

export interface Choice {
  readonly strategy: Strategy;
  /** One sentence for the break report. */
  readonly reason: string;
}

const HLS = /mpegurl/i;

/** The HLS file of an ad, or null. */
export function hlsFile(ad: Ad) {
  return ad.mediaFiles.find((file) => HLS.test(file.type)) ?? null;
}

/** The file that a second element would play, or null. */
export function elementFile(ad: Ad, { hls, mp4 }: { readonly hls: boolean; readonly mp4: boolean }) {
  return chooseMediaFile(ad, { canPlay: (mime) => (HLS.test(mime) ? hls : mp4), preferHls: false });
}

/** How this break will reach the screen; null where nothing can show it. */
export function chooseStrategy(state: SessionState, reply: DecisionReply, isOverlay: boolean): Choice | null {
  const { player, config } = state;
  if (reply.stitched !== null) return { strategy: 'serverStitched', reason: 'the stream already holds the ads' };
  if (isOverlay) return state.hasUi ? { strategy: 'overlay', reason: 'the pod is non-linear' } : null;
  const ads = reply.pod.ads.filter((ad) => ad.mediaFiles.length > 0);
  const segmented = ads.every((ad) => hlsFile(ad) !== null);
  if (config.strategy !== 'secondElement' && player.rewritesPlaylists && player.hls && segmented) {
    return { strategy: 'stitch', reason: 'the player loads playlists through us and every ad is segmented' };
  }
  if (config.strategy !== 'stitch' && player.secondElement && ads.some((ad) => elementFile(ad, player) !== null)) {
    const reason =
      config.strategy === 'secondElement'
        ? 'asked for by the application'
        : 'an ad is not segmented, and a second element is there';
    return { strategy: 'secondElement', reason };
  }
  return null;
}
