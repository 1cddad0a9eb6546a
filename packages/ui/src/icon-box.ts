import type { Icon } from '@cutaway/model';
import type { StageSize } from './stage-size.js';

/** Where an icon goes, in container pixels from the left and upper edge. */
export interface IconBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Icons that name no size. */
const USUAL_PX = 60;
/** An icon that the law asks for must be seen: in a small window it shrinks no further than this. */
const LEAST_SCALE = 0.6;
/** Height that badge and skip button take of their corners, in text heights. */
const CORNER_TEXTS = 2.6;

/**
 * Inside the safe area, at the edge or the pixels that it asks for (VAST 4.3 §3.11.1), in pixels of a 1920 x 1080 screen; beside
 * the `before` icons of the same corner; under the badge and above the skip button.
 */
export function iconBox(icon: Icon, stage: StageSize, before: readonly Icon[] = []): IconBox {
  const { widthPx: stageWidth, heightPx: stageHeight, safeXPx, safeYPx, textPx } = stage;
  const scale = Math.max(LEAST_SCALE, stage.scale);
  const size = ({ width, height }: Icon) => ({ w: (width || USUAL_PX) * scale, h: (height || USUAL_PX) * scale });
  const { w, h } = size(icon);
  const { xPosition: x, yPosition: y } = icon;
  const isBeside = (other: Icon): boolean => typeof x === 'string' && other.xPosition === x && other.yPosition === y;
  const shift = before.filter(isBeside).reduce((sum, other) => sum + size(other).w, 0);
  const corner = (x === 'left' && y === 'top') || (x === 'right' && y === 'bottom') ? CORNER_TEXTS * textPx : 0;
  const right = stageWidth - safeXPx - w;
  const bottom = stageHeight - safeYPx - h;
  const left = x === 'left' ? safeXPx + shift : x === 'right' ? right - shift : x * scale;
  const top = y === 'top' ? safeYPx + corner : y === 'bottom' ? bottom - corner : y * scale;
  return {
    leftPx: Math.round(within(left, safeXPx, right)),
    topPx: Math.round(within(top, safeYPx, bottom)),
    widthPx: Math.round(w),
    heightPx: Math.round(h),
  };
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
