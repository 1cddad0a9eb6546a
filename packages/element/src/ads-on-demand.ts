import type { PlayerHost } from '@cutaway/core';
import type { AdCommand, SecondElement } from './ads-apart.js';

/**
 * The second element, whose code is loaded when the first ad is to be prepared. Commands that come meanwhile wait in their
 * order. Code that does not come fails the ads that wait for it; the next ad tries again, or waits for what is still on its way.
 */
export function adsOnDemand(
  load: () => Promise<SecondElement>,
  {
    content,
    tell,
    readyWithinMs,
  }: { readonly content: HTMLElement; readonly tell: PlayerHost['tell']; readonly readyWithinMs: number },
): SecondElement {
  let ads: SecondElement | undefined;
  let coming: Promise<SecondElement> | undefined;
  let isOver = false;
  /** Begins with a `prepare-ad` or `hold-content` while the code is being loaded; else empty. */
  let waiting: AdCommand[] = [];
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const giveUp = (reason: unknown): void => {
    clearTimeout(deadline);
    content.style.visibility = '';
    for (const command of waiting.splice(0)) {
      if (command.type !== 'prepare-ad') continue;
      const { adInstanceId } = command;
      tell({ type: 'ad-failed', adInstanceId, error: 'ELEMENT_REFUSED', detail: `its code: ${String(reason)}` });
    }
  };
  const start = (): void => {
    deadline = setTimeout(giveUp, readyWithinMs, 'did not load in time');
    const asked = (coming ??= load());
    asked
      .then((loaded) => {
        clearTimeout(deadline);
        // It listens from the beginning.
        if (isOver) return loaded.stop();
        ads = loaded;
        // A command stays first in line until it has run: what comes in answer to it waits its turn.
        for (let next; (next = waiting[0]); waiting.shift()) ads.run(next);
      })
      .catch((reason) => {
        if (!ads) coming = undefined;
        giveUp(reason);
      });
  };
  return {
    run(command) {
      const isHold = command.type === 'hold-content';
      // What keeps it still is on its way: it is not seen before.
      if (isHold) content.style.visibility = 'hidden';
      if (!waiting[0]) {
        if (ads) return ads.run(command);
        if (!isHold && command.type !== 'prepare-ad') return;
      }
      if (waiting.push(command) === 1) start();
    },
    shown: () => ads?.shown() ?? null,
    stop() {
      isOver = true;
      // It was hidden for code that had not come.
      if (waiting[0]) content.style.visibility = '';
      waiting = [];
      clearTimeout(deadline);
      ads?.stop();
    },
  };
}
