import type { Ports } from './ports.js';
import { send } from './browser/send.js';
import { storageOnDemand } from './browser/storage-on-demand.js';
import { watchLifecycle } from './browser/watch-lifecycle.js';

/** The real outside of a browser or a TV: only this and `browser/` touch its clock, network, storage and randomness. */
export function browserPorts(): Ports {
  return {
    clock: {
      nowMs: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    http: { send },
    isAutomated: () => ('webdriver' in navigator ? navigator.webdriver : null), // not before Chromium 63
    seed: () => Math.floor(Math.random() * 0x1_0000_0000),
    storage: storageOnDemand(),
    lifecycle: { watch: watchLifecycle },
  };
}
