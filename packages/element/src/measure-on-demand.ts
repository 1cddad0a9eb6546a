import type { PlayerHost, Undo } from '@cutaway/core';

/** What measures, once it is loaded. */
export type Measure = (video: HTMLVideoElement, tell: PlayerHost['tell']) => Undo;

/** How much of the picture can be seen, measured by code that is loaded with the first wish. Where it does not come, nobody can know. */
export function measureOnDemand(
  load: () => Promise<Measure>,
  video: HTMLVideoElement,
  tell: PlayerHost['tell'],
): { readonly set: (on: boolean) => void; readonly stop: Undo } {
  let wanted = false;
  let undo: Undo | null = null;
  const set = (on: boolean): void => {
    if (on === wanted) return;
    wanted = on;
    undo?.();
    undo = null;
    if (!on) return;
    load().then(
      (measure) => {
        if (wanted) undo ??= measure(video, tell);
      },
      () => tell({ type: 'visibility', share: null }),
    );
  };
  return { set, stop: () => set(false) };
}
