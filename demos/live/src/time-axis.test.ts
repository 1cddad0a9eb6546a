import { describe, expect, it } from 'vitest';
import { layAxis, tickMs } from './time-axis.js';

describe('times of the axis', () => {
  it.each([
    [1256, 10_000],
    [700, 10_000],
    [600, 20_000],
    [396, 20_000],
    [300, 30_000],
  ])('on %i px are %i ms apart, so that none lies on another', (widthPx, stepMs) => {
    const axis = layAxis(widthPx);
    expect(tickMs(axis)).toBe(stepMs);
    expect(stepMs / axis.msPerPx).toBeGreaterThan(60);
  });
});
