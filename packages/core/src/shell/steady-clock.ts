import type { WallMs } from '@cutaway/model';

/**
 * A device's clock that never goes back. One that is set back would leave every wait open for as long, and content with it: so time goes
 * on from where it was, until the device's own is past that.
 */
export function steadyClock(told: () => WallMs): () => WallMs {
  let lastMs = -Infinity;
  let aheadMs = 0;
  return () => {
    const nowMs = told();
    aheadMs = nowMs >= lastMs ? 0 : Math.max(aheadMs, lastMs - nowMs);
    return (lastMs = nowMs + aheadMs);
  };
}
