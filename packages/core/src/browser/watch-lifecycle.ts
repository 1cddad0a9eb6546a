import type { Undo } from '../player-port.js';
import type { Lifecycle } from '../ports.js';

/** Old Tizen and webOS know the page's visibility under this name only. */
type OldDocument = Document & { readonly webkitHidden?: boolean };

/**
 * Says when the page is hidden (the last moment that every TV gives), may end (`pagehide`, `freeze`), or runs again
 * (`resume`, `pageshow`, webOS's `webOSRelaunch`). Never `unload`: TVs end pages without it.
 */
export function watchLifecycle(tell: (now: Lifecycle) => void): Undo {
  if (typeof document === 'undefined') return () => undefined;
  const undo: Undo[] = [];
  const on = (target: EventTarget, type: string, run: () => void): void => {
    target.addEventListener(type, run);
    undo.push(() => target.removeEventListener(type, run));
  };
  const looks = (): void => {
    const page: OldDocument = document;
    tell((page.hidden ?? page.webkitHidden) ? 'hidden' : 'visible');
  };
  on(document, 'visibilitychange', looks);
  on(document, 'webkitvisibilitychange', looks);
  for (const [target, type] of [
    [window, 'pagehide'],
    [document, 'freeze'],
  ] as const)
    on(target, type, () => tell('leaving'));
  for (const [target, type] of [
    [window, 'pageshow'],
    [document, 'resume'],
    [document, 'webOSRelaunch'],
  ] as const)
    on(target, type, () => tell('visible'));
  return () => undo.splice(0).forEach((stop) => stop());
}
