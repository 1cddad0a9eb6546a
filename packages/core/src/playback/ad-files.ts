import type { Ad, MediaFile } from '@cutaway/model';
import { chooseMediaFile, isDash, isHls, type MediaChoice } from '@cutaway/vast';
import type { AdFiles } from '../run/break-run.js';
import { isApart, type Strategy } from '../strategy.js';
import type { Turn } from '../turn.js';

/** Chooses once, as the ad comes in, by the application's rule where it has one. */
export function filesOf(turn: Turn, ad: Ad): AdFiles {
  const { player, config } = turn.state;
  const isHlsMime = (mime: string) => /mpegurl/i.test(mime);
  const isDashMime = (mime: string) => /dash\+xml/i.test(mime);
  const stitch = choose(turn, ad, { ...config.media, canPlay: isHlsMime, preferHls: true });
  const element = choose(turn, ad, {
    ...config.media,
    canPlay: (mime) => (isHlsMime(mime) ? player.hls : player.mp4 && !isDashMime(mime)),
    preferHls: false,
  });
  return { stitch: stitch && isHls(stitch) ? stitch : null, element: element && isDash(element) ? null : element };
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
