import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlayBox } from './overlay-box.js';
import { measureStage } from './stage-size.js';

describe('overlayBox', () => {
  it('keeps a 960 x 180 creative at its size at 1080p, centred on the lower edge of the safe area', () => {
    expect(overlayBox({ width: 960, height: 180 }, measureStage(1920, 1080, 5))).toEqual({
      leftPx: 480,
      bottomPx: 54,
      widthPx: 960,
      heightPx: 180,
    });
  });

  it('stays in the lower third and in the safe area, with its aspect ratio, for any creative and screen', () => {
    const side = fc.integer({ min: 20, max: 4000 });
    const screen = fc.tuple(fc.integer({ min: 200, max: 3840 }), fc.integer({ min: 120, max: 2160 }));
    fc.assert(
      fc.property(side, side, screen, fc.integer({ min: 0, max: 10 }), (width, height, [w, h], safe) => {
        const stage = measureStage(w, h, safe);
        const box = overlayBox({ width, height }, stage);
        expect(box.leftPx + 1).toBeGreaterThanOrEqual(stage.safeXPx);
        expect(box.leftPx + box.widthPx).toBeLessThanOrEqual(w - stage.safeXPx + 1);
        expect(box.bottomPx + box.heightPx).toBeLessThanOrEqual(h / 3 + 1);
        expect(box.bottomPx + 1).toBeGreaterThanOrEqual(stage.safeYPx);
        expect(Math.abs(box.widthPx * height - box.heightPx * width)).toBeLessThanOrEqual(width + height);
      }),
    );
  });

  it('is empty while the container has no size', () => {
    expect(overlayBox({ width: 960, height: 180 }, measureStage(0, 0, 5)).widthPx).toBe(0);
  });
});
