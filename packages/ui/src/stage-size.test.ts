import { describe, expect, it } from 'vitest';
import { measureStage } from './stage-size.js';

describe('measureStage', () => {
  it('reads 32 px at 1080p and scales with the screen', () => {
    const px = [measureStage(1280, 720, 5), measureStage(1920, 1080, 5), measureStage(3840, 2160, 5)];
    expect(px.map((size) => size.textPx)).toEqual([21.33, 32, 64]);
  });
  it('keeps 96 and 54 px free at 1080p', () => {
    expect(measureStage(1920, 1080, 5)).toMatchObject({ safeXPx: 96, safeYPx: 54 });
  });
  it('follows the smaller side, and stays readable in a small window', () => {
    expect(measureStage(1920, 540, 5).textPx).toBe(16);
    expect(measureStage(320, 180, 5).textPx).toBe(13);
  });
});
