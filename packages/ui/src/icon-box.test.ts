import { describe, expect, it } from 'vitest';
import { iconBox } from './icon-box.js';
import { measureStage } from './stage-size.js';
import { anIcon } from './view.builder.js';

const FULL_HD = measureStage(1920, 1080, 5);
const at = (changes: Parameters<typeof anIcon>[0], stage = FULL_HD) => {
  const { leftPx, topPx } = iconBox(anIcon(changes), stage);
  return [leftPx, topPx];
};

describe('iconBox (VAST 4.3 §3.11.1)', () => {
  it('stands at the edges of the safe area, under the badge and above the skip button', () => {
    expect(at({})).toEqual([1764, 54]);
    expect(at({ yPosition: 'bottom', xPosition: 'left' })).toEqual([96, 966]);
    expect(at({ xPosition: 'left' })).toEqual([96, 54 + 83]);
    expect(at({ yPosition: 'bottom' })).toEqual([1764, 966 - 83]);
  });
  it('stands at its pixels, and never outside of the safe area', () => {
    expect(at({ xPosition: 400, yPosition: 300 })).toEqual([400, 300]);
    expect(at({ xPosition: 5000, yPosition: 0 })).toEqual([1764, 54]);
  });
  it('keeps a size that can be seen in a small window', () => {
    expect(iconBox(anIcon({ width: 20, height: 30 }), measureStage(640, 360, 5))).toMatchObject({
      widthPx: 12,
      heightPx: 18,
    });
    expect(iconBox(anIcon({ width: null, height: null }), FULL_HD)).toMatchObject({ widthPx: 60, heightPx: 60 });
  });
  it('stands beside those of its corner', () => {
    const before = [anIcon({ width: 40 }), anIcon({ xPosition: 'left' })];
    expect(iconBox(anIcon(), FULL_HD, before).leftPx).toBe(1764 - 40);
  });
});
