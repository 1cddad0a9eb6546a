import { adsOnDemand } from './ads-on-demand.js';
import type { SecondElement, SecondElementSurroundings } from './ads-apart.js';

/** Ads in elements of their own and, by code that is loaded with the first of them, ads in the content's element. */
export function withReattach(
  second: SecondElement,
  load: () => Promise<SecondElement>,
  around: Pick<SecondElementSurroundings, 'tell' | 'readyWithinMs'>,
): SecondElement {
  const own = adsOnDemand(load, around);
  return {
    run(command) {
      if (command.type !== 'prepare-ad' || command.reattach) own.run(command);
      if (command.type !== 'prepare-ad' || !command.reattach) second.run(command);
    },
    shown: () => second.shown() ?? own.shown(),
    stop() {
      second.stop();
      own.stop();
    },
  };
}
