import type { PlayerHost, Undo } from '@cutaway/core';
import { watchFrames } from './watch-frames.js';

/** How long the frames at the cuts stay on the screen, whichever element they are from. */
export interface ScreenClock {
  /** Each frame that is seen, of an ad. */
  onFrame(): void;
  /** The same of content, while that is seen. */
  watchContent(isSeen: () => boolean): Undo;
  /** For how long the last frame has been on the screen, in milliseconds; null: none was heard of. */
  gapMs(): number | null;
  /** Content comes back: its next fact tells the gap. Underneath it saw no frame but its own. */
  goBack(): void;
  /** It has. */
  isBack(): void;
}

export function screenClock({
  content,
  ofContent,
}: {
  readonly content: HTMLVideoElement;
  readonly ofContent: { tell: PlayerHost['tell'] };
}): ScreenClock {
  let frameAtMs: number | null = null;
  let backMs: number | null = null;
  const onFrame = (): void => {
    // eslint-disable-next-line no-restricted-properties -- what it measures is in the fact
    frameAtMs = performance.now();
  };
  // eslint-disable-next-line no-restricted-properties -- what it measures is in the fact
  const gapMs = (): number | null => (frameAtMs === null ? null : performance.now() - frameAtMs);
  return {
    onFrame,
    gapMs,
    watchContent: (isSeen) => watchFrames(content, () => isSeen() && onFrame()),
    goBack() {
      backMs = null;
      const { tell } = ofContent;
      const tellFirst: PlayerHost['tell'] = (fact) => {
        if (fact.type !== 'content-frame') return tell(fact);
        if (ofContent.tell === tellFirst) ofContent.tell = tell;
        const { gapMs: _ofItsOwn, ...frame } = fact;
        const ms = backMs ?? gapMs();
        tell(ms === null ? frame : { ...frame, gapMs: ms });
      };
      ofContent.tell = tellFirst;
    },
    isBack: () => (backMs = gapMs()),
  };
}
