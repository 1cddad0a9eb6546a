import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { Events, HlsConfig } from 'hls.js';

/** Where hls.js starts, and whether it does so by itself. */
type Start = Pick<HlsConfig, 'startPosition' | 'autoStartLoad' | 'startFragPrefetch'>;

/** What is set in the config for one start of content. */
export interface StartConfig {
  /** Up to the next event of this name. What was set and is not over yet stays set, but for what is replaced. */
  set(start: Partial<Start>, until: Events.MEDIA_ATTACHED | Events.LEVEL_LOADED, level?: number): void;
  /** The config is the application's again. */
  giveBack: Undo;
}

/**
 * hls.js starts where its config says, which is the application's: its next film shall not begin where this one went on. So what is set is
 * given back when content has started, and where the application loads something else before that.
 */
export function startConfig(hls: Hls): StartConfig {
  const { config } = hls;
  const { MANIFEST_LOADING } = (hls.constructor as typeof Hls).Events;
  let own: (Start & { readonly level: number }) | null = null;
  let isLevelSet = false;
  let unwait: Undo = () => undefined;
  const giveBack = (): void => {
    unwait();
    if (!own) return;
    const { level, ...start } = own;
    own = null;
    Object.assign(config, start);
    if (isLevelSet) hls.startLevel = level;
    isLevelSet = false;
  };
  return {
    giveBack,
    set(start, until, level = -1) {
      const { startPosition, autoStartLoad, startFragPrefetch } = config;
      own ??= { startPosition, autoStartLoad, startFragPrefetch, level: hls.startLevel };
      Object.assign(config, start);
      if (level >= 0) {
        hls.startLevel = level;
        isLevelSet = true;
      }
      const { url: ours } = hls;
      const onLoading = (_name: unknown, { url }: { readonly url: string }): void => {
        if (url !== ours) giveBack();
      };
      unwait();
      hls.once(until, giveBack);
      hls.on(MANIFEST_LOADING, onLoading);
      unwait = () => {
        hls.off(until, giveBack);
        hls.off(MANIFEST_LOADING, onLoading);
      };
    },
  };
}
