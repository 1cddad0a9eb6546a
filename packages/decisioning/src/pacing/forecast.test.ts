import { describe, expect, it } from 'vitest';
import { createForecast } from './forecast.js';

const planned = [0, 1, 2, 3].map((i) => ({ id: `b${i}`, atMs: i * 1_000, viewers: 100 }));

describe('createForecast', () => {
  it('is as far as the viewers are that have been', () => {
    const forecast = createForecast(planned);
    expect(forecast.progress(0, 10_000)).toEqual({ done: 0, all: 400 });
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.observe({ breakId: 'b1', viewers: 30, isOver: false });
    expect(forecast.progress(0, 10_000)).toEqual({ done: 130, all: 400 });
  });

  it('expects of the breaks to come what became of those that have been', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 50, isOver: true });
    const { all = 0 } = forecast.progress(0, 10_000) ?? {};
    expect(all).toBeGreaterThan(50 + 3 * 70);
    expect(all).toBeLessThan(50 + 3 * 90);
  });

  it('hears of the end of a break once', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.observe({ breakId: 'b0', viewers: 5, isOver: true });
    expect(forecast.progress(0, 10_000)?.done).toBe(100);
  });

  it('keeps what has been when the plan is made anew', () => {
    const forecast = createForecast(planned);
    forecast.observe({ breakId: 'b0', viewers: 100, isOver: true });
    forecast.replan([{ id: 'b9', atMs: 5_000, viewers: 900 }]);
    expect(forecast.progress(0, 10_000)).toEqual({ done: 100, all: 1_000 });
  });

  it('knows of nothing outside of a line item’s time', () => {
    expect(createForecast(planned).progress(1_000, 3_000)).toEqual({ done: 0, all: 200 });
    expect(createForecast(planned).progress(9_000, 9_999)).toBeNull();
  });
});
