import type { NonLinear } from '@cutaway/model';
import type { StageSize } from './stage-size.js';

/** Where the image goes, in container pixels. */
export interface OverlayBox {
  readonly leftPx: number;
  readonly bottomPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Lower third, middle, inside the safe area. A creative's pixels are those of a 1920 x 1080 screen; one that is too
 * large shrinks as a whole, none is blown up beyond the screen's own scale.
 */
export function overlayBox(image: Pick<NonLinear, 'width' | 'height'>, stage: StageSize): OverlayBox {
  const mostWidth = Math.max(0, stage.widthPx - 2 * stage.safeXPx);
  const mostHeight = Math.max(0, stage.heightPx / 3 - stage.safeYPx);
  if (stage.scale === 0) return { leftPx: 0, bottomPx: 0, widthPx: 0, heightPx: 0 };
  const width = Math.max(1, image.width) * stage.scale;
  const height = Math.max(1, image.height) * stage.scale;
  const shrink = Math.min(1, mostWidth / width, mostHeight / height);
  return {
    leftPx: Math.round((stage.widthPx - width * shrink) / 2),
    bottomPx: Math.round(stage.safeYPx),
    widthPx: Math.floor(width * shrink),
    heightPx: Math.floor(height * shrink),
  };
}
