import type { Ad, MediaFile } from '@cutaway/model';
import { chooseMediaFile, isDash, isHls, type MediaChoice, type MediaLimits } from '@cutaway/vast';
import type { AdFiles } from '../run/break-run.js';
import { isApart, type Strategy } from '../strategy.js';
import type { PlayerState } from '../state.js';
import type { Turn } from '../turn.js';

/** Chooses once, as the ad comes in, by the application's rule where it has one. */
export function filesOf(turn: Turn, ad: Ad): AdFiles {
  const { player, config } = turn.state;
  const isHlsMime = (mime: string) => /mpegurl/i.test(mime);
  const isDashMime = (mime: string) => /dash\+xml/i.test(mime);
  const limits = { ...measured(player), ...config.media };
  const stitch = choose(turn, ad, { ...limits, canPlay: isHlsMime, preferHls: true });
  const element = choose(turn, ad, {
    ...limits,
    canPlay: (mime) => (isHlsMime(mime) ? player.hls : player.mp4 && !isDashMime(mime)),
    preferHls: false,
  });
  return { stitch: stitch && isHls(stitch) ? stitch : null, element: element && isDash(element) ? null : element };
}

/** What the player tells of its line and of what content shows, where the application has not said it itself. */
function measured({ rendition }: PlayerState): MediaLimits {
  if (!rendition) return {};
  const { throughputKbps, variant } = rendition;
  const content = variant && { ...variant, bitrateKbps: variant.bandwidth && variant.bandwidth / 1000 };
  return { throughputKbps, content };
}

function choose(turn: Turn, ad: Ad, choice: MediaChoice): MediaFile | null {
  try {
    if (turn.chooseMediaFile) return turn.chooseMediaFile(ad, choice);
  } catch {
    // A rule that throws is no rule.
  }
  return chooseMediaFile(ad, choice);
}

/** The file of an ad that a strategy plays; null where nobody here knows. */
export function playedFile(files: AdFiles, strategy: Strategy): MediaFile | null {
  return isApart(strategy) ? files.element : strategy === 'stitch' ? files.stitch : null;
}
