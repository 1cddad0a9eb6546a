/** The container in numbers. Everything is laid out in units of a 1920 x 1080 screen and scaled. */
export interface StageSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Container pixels for one pixel of a 1920 x 1080 screen. */
  readonly scale: number;
  readonly safeXPx: number;
  readonly safeYPx: number;
  /** Font size of the badge: 32 px at 1080p, never under 13 px, so that a small window can still be read. */
  readonly textPx: number;
}

const REFERENCE = { widthPx: 1920, heightPx: 1080, textPx: 32, leastTextPx: 13 };

export function measureStage(widthPx: number, heightPx: number, safeAreaPercent: number): StageSize {
  const scale = Math.min(widthPx / REFERENCE.widthPx, heightPx / REFERENCE.heightPx);
  return {
    widthPx,
    heightPx,
    scale,
    safeXPx: (widthPx * safeAreaPercent) / 100,
    safeYPx: (heightPx * safeAreaPercent) / 100,
    textPx: Math.max(REFERENCE.leastTextPx, Math.round(REFERENCE.textPx * scale * 100) / 100),
  };
}
