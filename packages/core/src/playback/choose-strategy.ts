import type { Break } from '@cutaway/model';
import type { AdRun } from '../run/break-run.js';
import type { StrategyWish } from '../session-config.js';
import type { Strategy } from '../strategy.js';
import type { SessionState } from '../state.js';

export interface Choice {
  readonly strategy: Strategy;
  /** One sentence for the break report. */
  readonly reason: string;
  /** False where nothing here can show the pod. */
  readonly isPossible: boolean;
}

type Way = 'stitch' | 'secondElement' | 'reattach';

/** From the shortest cut to the longest. */
const WAYS: readonly Way[] = ['stitch', 'secondElement', 'reattach'];

/**
 * How this break will reach the screen: the first way that the pod, the player and the device so far allow. `beside`: what a break
 * right before or behind plays by, which comes first, so that content is not attached in between.
 */
export function chooseStrategy(
  state: SessionState,
  ads: readonly AdRun[],
  isStitched: boolean,
  isOverlay: boolean,
  beside: Strategy | null = null,
  isBeside = false,
): Choice {
  const { strategy: wish } = state.config;
  const chosen = (strategy: Strategy, reason: string): Choice => ({ strategy, reason, isPossible: true });
  if (isStitched) return chosen('serverStitched', 'the server stitched the stream');
  if (isOverlay && state.hasUi) return chosen('overlay', 'the pod is non-linear');
  const passed: string[] = [];
  for (const way of isOverlay ? [] : waysFor(wish, beside)) {
    const why = whyNot(state, ads, way, isBeside) ?? (wish === 'auto' ? whyRefused(state, way) : null);
    if (why !== null) passed.push(why);
    else if (wish !== 'auto') return chosen(way, 'asked for by the application');
    else
      return chosen(
        way,
        way === beside ? 'the break beside it plays so' : passed.join('; ') || 'every ad is segmented',
      );
  }
  // An element that was refused is not tried again; a stitch that failed is the last resort, since it may have been the ad.
  if (!isOverlay && wish === 'auto' && whyNot(state, ads, 'stitch', isBeside) === null)
    return chosen('stitch', passed.join('; '));
  const strategy = isOverlay ? 'overlay' : 'stitch';
  return { strategy, reason: 'nothing here can show the pod', isPossible: false };
}

/** Why this device does not bear a strategy, as far as the session knows; null: nothing is known against it. */
export function whyDemoted({ demoted = [] }: SessionState, strategy: Strategy): string | null {
  return demoted.find((one) => one.strategy === strategy)?.why ?? null;
}

/** In the order in which they are tried. */
function waysFor(wish: StrategyWish, beside: Strategy | null): readonly Way[] {
  if (wish !== 'auto') return [wish];
  return [...WAYS.filter((way) => way === beside), ...WAYS.filter((way) => way !== beside)];
}

/** Why the pod cannot reach the screen so; null: it can. */
function whyNot(
  { player, renditionKinds, live, publishedEdge }: SessionState,
  ads: readonly AdRun[],
  way: Way,
  isBeside: boolean,
): string | null {
  if (way === 'stitch') {
    if (isBeside) return 'it lies beside a live stream';
    if (!ads.every(({ files }) => files.stitch)) return 'an ad is not segmented';
    // VOD is read once: nothing comes into a text that the player has.
    if (live === false && publishedEdge !== null) return 'the player has the playlist';
    // A stream of which no playlist came through us is DASH, or played by the element itself.
    const isRewritten = player.rewritesPlaylists && renditionKinds.length > 0;
    return isRewritten && player.hls ? null : 'no playlist is rewritten';
  }
  if (!player[way]) return way === 'reattach' ? 'content cannot leave its element' : 'there is no second element';
  return ads.some(({ files }) => files.element) ? null : 'no ad has a file for an element';
}

function whyRefused(state: SessionState, way: Way): string | null {
  const why = whyDemoted(state, way);
  return why === null ? null : `${way} failed: ${why}`;
}

/** A break before or behind content that is live, or may be: its text has no place for it. */
export function isBesideLive({ live }: SessionState, { position }: Break): boolean {
  return position !== undefined && live !== false;
}
