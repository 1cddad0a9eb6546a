import type { Undo } from '@cutaway/core';
import { asShakaError, NETWORK, type ShakaPlayer } from './shaka-player.js';

/** A load is tried again so often at most: each time a break is taken out of the text. */
const MOST_TRIES = 5;

/** Whose loads are on their way. */
export interface Loads {
  /** As the player's own, past the application's. `startTime` left out: at the edge of what is live, else where the application had it begin. */
  load(uri: string, startTime?: number | null): Promise<unknown>;
  /** As the application's, of what comes back. `startTime` as for `load`. */
  loadAgain(source: string | object, startTime?: number | null): Promise<unknown>;
  /** True once no load of the application is on its way; false: one was, and came to nothing. */
  ofApplication(): Promise<boolean>;
  /** A load of the application is about to begin again. */
  isAgain(): boolean;
  /**
   * Loads of the application wait until what is given back is called, since a player that has no element rejects them. It answers whether
   * one did, and begins now; then nothing else is to be loaded.
   */
  wait(): () => boolean;
  /** Of what was loaded last: while a load is on its way the player does not know. null: nothing was yet. */
  isLive(): boolean | null;
  readonly undo: Undo;
}

/**
 * Stands in front of `player.load`. Before its first frame Shaka looks for captions in the first, the middle and the last segment of a
 * playlist, and rejects the load where one of them is not there. Where it is one of an ad, `onAdFailed` is told, who takes it out of the
 * text, and the load is tried again: the application shall not hear of it. And a load that another one overtakes is rejected: so it is
 * known whether the application waits for one.
 */
export function wrapLoad(
  player: Pick<ShakaPlayer, 'load' | 'isLive'>,
  source: () => string | null,
  isOfAd: (url: string) => boolean,
  onAdFailed: (error: unknown) => void,
): Loads {
  const own = player.load;
  let isLive: boolean | null = null;
  let isAgain = false;
  /** Where the application had it begin; null: its player says so. */
  let place: number | null = null;
  let pending = Promise.resolve(true);
  let waiting: Undo[] | null = null;
  let isUndone = false;
  /** As the application says it: an address may not tell what is behind it. */
  let told: Parameters<ShakaPlayer['load']> | null = null;
  const load: ShakaPlayer['load'] = (...args) =>
    own.apply(player, args).then((answer) => {
      isLive = player.isLive();
      return answer;
    });
  const insist = ([uri, ...how]: Parameters<ShakaPlayer['load']>, tries: number): Promise<unknown> =>
    load(uri, ...how).catch((error: unknown) => {
      const { category, data = [] } = asShakaError(error) ?? {};
      if (category !== NETWORK || tries >= MOST_TRIES || !isOfAd(String(data[0]))) throw error;
      isAgain = true;
      onAdFailed(error);
      isAgain = false;
      return insist([source() ?? uri, ...how], tries + 1); // a preload is gone by now
    });
  /** Of the stream that is loaded once more the type is still known. */
  const typed = ([uri, startTime]: Parameters<ShakaPlayer['load']>): Parameters<ShakaPlayer['load']> =>
    told?.[0] === uri ? [uri, startTime, told[2]] : [uri, startTime];
  const begin: ShakaPlayer['load'] = (...args) => {
    isLive = null;
    const how = args.length > 2 ? args : typed(args);
    if (how[2]) told = how;
    const others = waiting;
    const answer = others ? new Promise<void>((go) => others.push(go)).then(() => insist(how, 1)) : insist(how, 1);
    pending = answer.then(
      () => true,
      () => false,
    );
    return answer;
  };
  const wrapped: ShakaPlayer['load'] = (...args) => {
    place = args[1] ?? null;
    return begin(...args);
  };
  player.load = wrapped;
  const start = (): number | null => (isLive ? null : place);
  const undo = (): void => {
    if (player.load === wrapped) player.load = own;
  };
  return {
    load: (uri, startTime = start()) => load(...typed([uri, startTime])),
    loadAgain: (source, startTime = start()) => begin(source, startTime),
    ofApplication: () => pending,
    isAgain: () => isAgain,
    wait() {
      waiting ??= [];
      return () => {
        const begins = waiting ?? [];
        waiting = null;
        for (const go of begins) go();
        if (isUndone) undo();
        return begins.length > 0;
      };
    },
    isLive: () => isLive,
    undo() {
      isUndone = true;
      if (!waiting) undo();
    },
  };
}
