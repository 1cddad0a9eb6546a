import { adsOnDemand } from './ads-on-demand.js';
import type { SecondElement, SecondElementSurroundings } from './ads-apart.js';

/** Ads in elements of their own and, by code that is loaded with the first of them, ads in the content's element. */
export function withReattach(
  second: SecondElement,
  load: () => Promise<SecondElement>,
  around: Pick<SecondElementSurroundings, 'content' | 'tell' | 'readyWithinMs'>,
): SecondElement {
  const own = adsOnDemand(load, around);
  const lent = new Set<string>();
  return {
    run(command) {
      const { type } = command;
      if (type === 'prepare-ad' && command.reattach) lent.add(command.adInstanceId);
      const isOwn = 'adInstanceId' in command && lent.has(command.adInstanceId);
      if (type === 'show-ad' && isOwn) second.release?.();
      if (type === 'drop-ad') lent.delete(command.adInstanceId);
      if (isOwn || type === 'show-content') own.run(command);
      if (!isOwn) second.run(command);
    },
    shown: () => second.shown() ?? own.shown(),
    stop() {
      second.stop();
      own.stop();
    },
  };
}
