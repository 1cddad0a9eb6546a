import type { Undo } from '@cutaway/core';
import { listen } from '@cutaway/element';
import type { ShakaPlayer } from './shaka-player.js';

/** What a player is loading, and who told it so. */
export interface Loads {
  /** True once no load of the application is on its way; false: one was, and came to nothing. */
  ofApplication(): Promise<boolean>;
  /** Of what was loaded last: while a load is on its way the player does not know. null: nothing was yet. */
  isLive(): boolean | null;
  readonly stop: Undo;
}

/** A load that another one overtakes is rejected: one of the application, which waits for it, shall not be overtaken by ours. */
export function watchLoads(
  player: Pick<ShakaPlayer, 'addEventListener' | 'removeEventListener' | 'isLive'>,
  isOurs: () => boolean,
): Loads {
  let isLive: boolean | null = null;
  let pending = Promise.resolve(true);
  let settle: (isThere: boolean) => void = () => undefined;
  return {
    ofApplication: () => pending,
    isLive: () => isLive,
    stop: listen(player, ['loading', 'loaded', 'unloading'], ({ type }) => {
      if (type === 'loaded') isLive = player.isLive();
      if (type !== 'loading') settle(type === 'loaded');
      else if (!isOurs()) {
        isLive = null;
        pending = new Promise((resolve) => (settle = resolve));
      }
    }),
  };
}
